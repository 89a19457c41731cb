"""Which sentences and items of a report are drafted as recommendations, actions, strengths and weaknesses."""

import pytest

from cscp_core.reading import drafting
from cscp_core.reading.text_file import blocks_of_text

SENTENCES = {
    # what was asked for, and what became of it
    "Parents of disabled children called for one letter instead of four.": "recommendation",
    "All recommendations of both reviews have been accepted and implemented.": "recommendation",
    # what is being done or will be
    "The council is looking into part-time timetables.": "action",
    "A meeting with childminders has been arranged for May.": "action",
    "Answers of foster carers are used to shape the course.": "action",
    "Planning for the summer event has begun with two youth clubs.": "action",
    "We will ask every school twice a year.": "action",
    # what is good or weak
    "The drop-in in Weavers was commended in a national report.": "strength",
    # what a thing is for, what a reader will find, what was agreed to be received
    "The purpose of the visit is to hear how a child sleeps.": "",
    "My role is to ask what changed for children.": "",
    "You will read below what three schools did.": "",
    "Some 200 people have agreed to receive the newsletter.": "",
}


def kinds(text, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return {row.cells["text"]: row.cells["kind"] for row in drafting.draft_file(path).rows["recommendations"]}


def test_sentences_are_known_by_what_they_say_is_asked_for_done_or_good(tmp_path):
    text = "Northmoor Partnership\nYearly report 2022-23\n\n1.1 Schools\n" + "\n\n".join(SENTENCES)
    found = kinds(text, tmp_path)
    assert {one: found.get(one, "") for one in SENTENCES} == SENTENCES


REVIEW = """\
Northmoor Partnership
Yearly report 2022-23

1.1 Inspection of probation
‘Managers know their cases and act in a timely way.’

There was evidence of a plan in the majority of cases. I am not assured about night work.

The inspectors listed these strengths:
• Visits are made on the day.
"""


def test_quoted_inspectors_and_findings_of_an_inspection_are_strengths_or_weaknesses(tmp_path):
    assert kinds(REVIEW, tmp_path) == {
        "‘Managers know their cases and act in a timely way.’": "strength",
        "There was evidence of a plan in the majority of cases.": "strength",
        "I am not assured about night work.": "area for development",
        "Visits are made on the day.": "strength",
    }


LISTS = """\
Northmoor Partnership
Yearly report 2022-23

1.1 Homes
The business plan has these priorities:
• Neglect (chapter 3)
• Open a second hub (Council, by May 2024)

After the event the following actions were agreed:
• The event is held each year. A film will be shown in 2025. It had 40 guests.

The young people chose to review:
• How workers speak with families
"""


def test_a_list_is_drafted_item_by_item_with_promises_inside_and_without_pointers_and_lead_ins(tmp_path):
    assert kinds(LISTS, tmp_path) == dict.fromkeys(
        (
            "Open a second hub (Council, by May 2024)",
            "The event is held each year.",
            "A film will be shown in 2025.",
            "How workers speak with families",
        ),
        "action",
    )


def test_a_count_in_the_further_sentence_of_an_action_is_a_figure(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(LISTS, encoding="utf-8")
    assert "40" in [row.cells["as_printed"] for row in drafting.draft_file(path).rows["figures"]]


@pytest.mark.parametrize(
    ("before", "after", "blocks"),
    [
        ("Each case had a plan and a visit by the", "right worker in time.", 1),
        ("Nobody was sent away in", "2022-23 or later.", 1),
        ("Each case had a plan.", "right worker in time.", 2),
        ("Each case had a plan and a visit by the", "Night Team of the trust.", 2),
    ],
)
def test_a_sentence_of_a_text_without_pages_goes_on_over_the_foot_of_a_page(before, after, blocks):
    text = f"Nobody waited for more than a day. {before}\n\nhttp://example.org\n\nPage 12\n\n{after}\n"
    assert len(blocks_of_text(text)) == blocks
