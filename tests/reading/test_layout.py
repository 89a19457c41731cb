"""Pages with one trap each: what is read, in which order, and what is left out."""

import pytest

from cscp_core.reading.blocks import BlockKind
from cscp_core.reading.drafting import blocks_in
from cscp_core.reading.opening import open_file
from tests.reading.paper import Paper, save

LEFT = 70


@pytest.fixture
def blocks(tmp_path):
    """The blocks of some pages, as kind and text."""

    def read(*pages):
        made = blocks_in(open_file(save(tmp_path / "report.pdf", pages)))
        return [(one.kind, one.text or [row.cells for row in one.rows]) for one in made]

    return read


def texts(found, kind=None):
    return [text for of, text in found if kind in (None, of)]


def page(*lines, head="Wexcombe: yearly report 2023-24", foot="Page 3"):
    made = Paper().write(head, LEFT, 30, 8).write(foot, LEFT, 800, 8)
    return made.lines(lines, LEFT, 100)


def test_running_heads_feet_and_page_numbers_are_left_out(blocks):
    found = blocks(*(page(f"Page text {word}.", foot=f"Page {at}") for at, word in enumerate(("one", "two", "three"))))
    assert texts(found) == ["Page text one.", "Page text two.", "Page text three."]


def test_two_columns_are_read_one_after_the_other(blocks):
    left = [f"left line {word} goes right across all of its own column" for word in "abcdefgh"]
    right = [f"right line {word} goes right across its column too" for word in "abcdefgh"]
    left[-1], right[-1] = f"{left[-1]}.", f"{right[-1]}."
    made = Paper().write("A title over both columns of the page", LEFT, 60, 18, bold=True)
    made.lines(left, LEFT, 100).lines(right, 340, 100)
    found = blocks(made)
    assert texts(found) == ["A title over both columns of the page", " ".join(left), " ".join(right)]


def test_a_word_that_a_line_cuts_in_two_is_whole_again(blocks):
    cut = ("We keep safeguarding first. Safe-", "guarding matters in multi-", "agency work and multi-agency care.")
    found = blocks(Paper().lines(cut, LEFT, 100))
    assert texts(found) == [
        "We keep safeguarding first. Safeguarding matters in multi-agency work and multi-agency care."
    ]


def test_odd_bullets_make_items(blocks):
    made = Paper().write("We did this:", LEFT, 100)
    for at, bullet in enumerate(("\u2022", "-", "\u00b7", "\u203a"[:0] + "\u2013")):
        made.write(bullet, LEFT, 120 + 16 * at).write(f"did thing number {'abcd'[at]} well", LEFT + 18, 120 + 16 * at)
    assert texts(blocks(made), BlockKind.ITEM) == [f"did thing number {one} well" for one in "abcd"]


def test_a_paragraph_goes_on_over_a_page(blocks):
    first = page("The panel looked at all the records that it had been", foot="Page 1")
    second = page("given by the agencies.", foot="Page 2")
    assert texts(blocks(first, second, page("Another.", foot="Page 3")))[0].endswith("had been given by the agencies.")


def table(made, rows, top=200):
    for at, cells in enumerate(rows):
        made.row(cells, (LEFT, 300, 400), top + 18 * at)
    return made


def test_a_table_over_two_pages_is_one(blocks):
    head = ("Source", "2022-23", "2023-24")
    first = table(page("Text above.", foot="Page 1"), [head, ("Police", "120", "140"), ("Schools", "80", "95")])
    second = table(page(foot="Page 2"), [head, ("Health", "60", "65")], top=100)
    found = blocks(first, second, page("The end.", foot="Page 3"))
    assert texts(found, BlockKind.TABLE) == [
        [head, ("Police", "120", "140"), ("Schools", "80", "95"), ("Health", "60", "65")]
    ]


def test_a_cell_over_two_lines_is_one_cell(blocks):
    made = page("Text above.")
    for top in (196, 212, 240, 268):
        made.rule(LEFT, 520, top)
    made.row(("Action", "Owner", "Due"), (LEFT, 300, 420), 199)
    made.row(("Write to all schools that did", "Business Unit", "May 2024"), (LEFT, 300, 420), 214)
    made.row(("not reply", "", ""), (LEFT, 300, 420), 226)
    made.row(("Train the trainers", "Training subgroup", "June 2024"), (LEFT, 300, 420), 245)
    assert texts(blocks(made), BlockKind.TABLE) == [
        [
            ("Action", "Owner", "Due"),
            ("Write to all schools that did not reply", "Business Unit", "May 2024"),
            ("Train the trainers", "Training subgroup", "June 2024"),
        ]
    ]


def test_a_contents_page_is_left_out(blocks):
    entries = [f"{at} Chapter {word}{'.' * 60}{at + 2}" for at, word in enumerate(("one", "two", "three", "four"), 1)]
    contents = Paper().write("Contents", LEFT, 60, 16, bold=True).lines(entries, LEFT, 100)
    found = blocks(contents, page("Text."), page("More."))
    assert texts(found) == ["Text.", "More."]


def test_a_footnote_is_a_note_and_its_mark_is_no_part_of_the_number(blocks):
    made = page("The rate was 22.4%.").write("1", LEFT + 104, 98, 6)
    made.write("1 Published figures for 2022-23.", LEFT, 760, 8)
    found = blocks(made, page("More text here."), page("And more."))
    assert (BlockKind.NOTE, "1 Published figures for 2022-23.") in found
    assert "The rate was 22.4%." in texts(found)


def test_a_text_box_stands_apart_from_the_text_beside_it(blocks):
    made = page(*(f"Running text line {one} that is as long as others" for one in "abcdef"))
    made.box(340, 200, 540, 250).lines(("A quotation in a box", "that two lines hold."), 350, 210)
    found = blocks(made)
    assert "A quotation in a box that two lines hold." in texts(found)


def test_a_larger_or_numbered_bold_line_is_a_heading(blocks):
    made = page("Text of the first part.").write("2.1 Contacts and referrals", LEFT, 140, 14, bold=True)
    made.write("Text of the second part.", LEFT, 170)
    assert texts(blocks(made), BlockKind.HEADING) == ["2.1 Contacts and referrals"]


def test_a_picture_with_a_caption_stays_in_its_place(blocks):
    made = (
        Paper()
        .write("Text above.", LEFT, 100)
        .write("Figure 2: Pupils who feel safe", LEFT, 140, 10)
        .picture(LEFT, 160, 400, 340)
    )
    made.write("Text below.", LEFT, 360)
    assert [kind for kind, _ in blocks(made)] == [
        BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.PICTURE, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_large_numbers_in_a_row_are_told_with_the_words_below_each(blocks):
    made = page("Key figures of the year in three numbers, as the board saw them in May.")
    made.row(("412", "1,204", "88%"), (80, 240, 400), 160, 28)
    made.row(("children on", "section 47", "of health checks"), (70, 235, 390), 200, 11)
    made.row(("a plan", "enquiries", "up to date"), (80, 240, 395), 214, 11)
    made.write("Text below, which runs on across the whole of the page as text does.", LEFT, 280)
    found = texts(blocks(made))
    assert [one for one in found if one[0].isdigit()] == [
        "412 children on a plan", "1,204 section 47 enquiries", "88% of health checks up to date",
    ]  # fmt: skip


def test_a_large_number_alone_is_one_with_the_words_below_it(blocks):
    made = page("Text above.").write("£640,000", LEFT, 140, 30).write("was spent on support in schools", LEFT, 180)
    assert "£640,000 was spent on support in schools" in texts(blocks(made))
