"""One small document for each thing that a report does and that is easily misread."""

import pytest

from cscp_core.reading import drafting
from cscp_core.reading.opening import open_file
from cscp_core.reading.people_named import names_in, posts_in
from tests.reading.paper import Paper, save

HEAD = "Northmoor Safeguarding Children Partnership\nYearly report 2022-23\n\n1.1 Homes\n"


@pytest.fixture
def draft(tmp_path):
    def make(text):
        path = tmp_path / "report.txt"
        path.write_text(HEAD + text, encoding="utf-8")
        return drafting.draft_opened(open_file(path)).rows

    return make


@pytest.fixture
def draft_pages(tmp_path):
    def make(*pages):
        cover = Paper().write("Northmoor Safeguarding Children Partnership", 70, 80, 20)
        cover.write("Yearly report 2022-23", 70, 120, 16)
        return drafting.draft_opened(open_file(save(tmp_path / "report.pdf", [cover, *pages]))).rows

    return make


def test_a_sentence_that_says_two_things_is_two_claims(draft):
    claims = draft("The council opened two hubs, and the police trained 40 officers.\n")["claims"]
    assert [one.cells["text"] for one in claims] == [
        "The council opened two hubs",
        "and the police trained 40 officers.",
    ]
    assert {one.cells["plain"] for one in claims} == {""}


def test_a_chart_that_is_a_picture_is_a_row_with_its_page_and_caption(draft_pages):
    page = Paper().write("1.1 Contacts", 70, 80, 16, bold=True).lines(("Contacts rose in the year.",), 70, 120)
    page.picture(70, 200, 400, 400).write("Figure 1: Contacts by source, 2022-23", 70, 410)
    (chart,) = draft_pages(page)["figures"]
    assert (chart.cells["state"], chart.cells["value"]) == ("published only as a chart", None)
    assert (chart.page, chart.passage) == (2, "Figure 1: Contacts by source, 2022-23")


def test_a_table_gives_each_number_the_words_of_its_row_and_the_time_of_its_column(draft_pages):
    page = Paper().write("1.1 Contacts", 70, 80, 16, bold=True)
    table = (("Source", "2021-22", "2022-23"), ("Police", "400", "380"), ("Families", "300", "310"))
    for at, row in enumerate(table):
        page.row(row, (70, 250, 350), 120 + 18 * at)
    figures = [one.cells for one in draft_pages(page.rule(70, 450, 133))["figures"]]
    assert [(one["category"], one["period"], one["value"]) for one in figures] == [
        ("Police", "2021-22", 400),
        ("Police", "2022-23", 380),
        ("Families", "2021-22", 300),
        ("Families", "2022-23", 310),
    ]


def test_what_will_be_reported_and_what_was_not_collected_are_gaps(draft):
    told = "Numbers for the north were not collected this year. Results will be reported in 2024."
    assert [one.cells["text"] for one in draft(told)["gaps"]] == told.replace(". R", ".|R").split("|")


def test_what_one_agency_was_asked_by_another_is_a_challenge_on_record(draft):
    told = "The chair challenged the ICB on waiting times, and the ICB agreed to report each quarter."
    assert [one.cells["text"] for one in draft(told)["challenges"]] == [told]


def test_a_body_has_the_post_of_its_chair_and_never_the_name(draft):
    bodies = draft("The Northmoor Executive Board is chaired by Jane Smith, Director of Children's Services.\n")[
        "bodies"
    ]
    assert {one.cells["name"]: one.cells["chair"] for one in bodies} == {
        "Northmoor Executive Board": "Director of Children's Services"
    }


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("Jane Smith, Director of Children's Services", "Director of Children's Services"),
        ("Detective Superintendent Ama Boateng", "Detective Superintendent"),
        ("Head of Early Help, Kate Long, and the Designated Nurse", "Head of Early Help, and the Designated Nurse"),
        ("Chief Superintendent", "Chief Superintendent"),
    ],
)
def test_posts_are_what_is_left_without_names(words, post):
    assert posts_in(words, "Northmoor") == post


def test_names_of_places_bodies_and_tools_are_no_names_of_people():
    told = "Camden Safeguarding, the Graded Care Profile, Mill Lane, Child Exploitation and Big Northmoor were named."
    assert names_in(told, "Northmoor") == []


def test_a_claim_that_names_somebody_is_doubtful_and_says_why(draft):
    (claim,) = draft("The review was led by Kate Long in the spring.\n")["claims"]
    assert claim.sure < 0.8
    assert "It may name a person, “Kate Long”" in claim.because


def test_ligatures_are_letters(draft_pages):
    page = Paper().write("1.1 Oﬀers", 70, 80, 16, bold=True)
    page.lines(("The council oﬃce trained ﬁfty foster carers", "and their staﬀ, in ﬂats and in homes."), 70, 120)
    rows = draft_pages(page)
    assert [one.cells["title"] for one in rows["sections"] if one.section == "1.1"] == ["Offers"]
    told = " ".join(str(one.cells["text"]) for one in rows["claims"])
    assert "office trained fifty foster carers and their staff, in flats" in told
