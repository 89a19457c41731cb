"""Questions make sense: rows of the real report for and against each template, read aloud; and rules on words."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from cscp_core.scrutiny.missing import sense, service
from cscp_core.scrutiny.missing.kinds import Missing
from tests.scrutiny.asking import Asking, people_of

READ_ALOUD = 20
YES_NO = ("yes", "no")
CASES = Path(__file__).with_name("makes_sense.csv")


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def asked(camden_to_read):
    here = Asking(camden_to_read, people_of(camden_to_read))
    with here.store.reading() as session:
        found = service.list_questions(session, here.people["scrutineer"], report_id="annual-report-2019-20")
    return {(one.missing.value, one.source_id): one.text for one in found}


def test_what_makes_sense_is_asked_and_what_is_absurd_is_not(asked):
    wrong = [
        f"{row['missing']} of {row['source_id']}: {row['why_not'] or 'it makes sense'}"
        for row in cases()
        if ((row["missing"], row["source_id"]) in asked) is not (row["sensible"] == "yes")
    ]
    assert wrong == []


def test_every_template_has_rows_for_and_against_it_and_what_is_absurd_says_why():
    assert {(row["missing"], row["sensible"]) for row in cases()} == {(one, way) for one in Missing for way in YES_NO}
    assert [row for row in cases() if (row["sensible"] == "no") is not bool(row["why_not"])] == []


def test_every_template_was_read_aloud_on_twenty_rows_of_the_report_or_on_all_that_there_are(asked):
    """Where the report suggests fewer than twenty questions of a kind, all of them were read."""
    read = Counter(row["missing"] for row in cases() if row["sensible"] == "yes")
    there = Counter(missing for missing, _ in asked)
    assert {one: read[one] for one in Missing if read[one] < min(READ_ALOUD, there[one])} == {}
    assert [
        row for row, times in Counter((row["missing"], row["source_id"]) for row in cases()).items() if times > 1
    ] == []


def test_only_where_children_were_served_is_asked_what_is_different_for_them(asked):
    whom = {
        source: text
        for (missing, source), text in asked.items()
        if missing == Missing.EVIDENCE and "different for children" in text
    }
    assert "claim-3.6.2-02" in whom
    assert {"rec-5.3.3-11", "claim-1.9.2-06", "claim-foreword-03"} & set(whom) == set()


SERVED = [
    ("The Lighthouse supported children and parents in dealing with abuse.", True),
    ("94% of pupils gained accreditation.", True),
    ("Workers visit families weekly.", True),
    ("More young women reach the service.", True),
    ("Schools have policies on child protection.", False),
    ("GPs sent reports to child protection conferences.", False),
    ("The child death system gathers data.", False),
    ("The event set out to improve outcomes for children.", False),
    ("Staff question decisions about children.", False),
    ("Partners joined the discussion about vulnerable children.", False),
    ("The recommendations of the audit on adolescent mental health are embedded.", False),
    ("The website is easier to use.", False),
    ("Agencies share one approach to disabled children.", False),
    ("The findings on how agencies respond to teenagers are good.", False),
    ("Cases of children who left are discussed.", False),
    ("The review let them innovate a better response for families.", False),
]


def test_children_can_be_asked_only_about_what_reached_them():
    assert [(text, expected) for text, expected in SERVED if sense.serves_children(text) is not expected] == []


CHANGES = [
    ("Practice improved.", True),
    ("Scrutiny improved, and more work will follow.", True),
    ("The tool is to be brought in and embedded.", False),
    ("A later audit will look for improvement.", False),
    ("Training covered safer recruitment.", False),
    ("The way identity is treated must improve.", False),
    ("The panel met. It will be strengthened.", False),
]


def test_what_is_only_promised_or_needed_has_not_changed():
    assert [(text, expected) for text, expected in CHANGES if sense.claims_change(text) is not expected] == []


PROMISES = [
    ("A leaflet is to be published.", True),
    ("A protocol is being developed.", True),
    ("Every pupil is to fill in the questionnaire.", True),
    ("When a threshold is reached, a meeting is to be held.", False),
    ("The panel will meet quarterly.", False),
    ("Partners will go on looking.", False),
    ("Blue cases are passed on.", False),
]


def test_a_date_is_asked_only_of_what_is_done_on_a_day():
    assert [(text, expected) for text, expected in PROMISES if sense.promises(text) is not expected] == []


FUTURE = [
    ("It will be done.", True),
    ("A group is to take it forward.", True),
    ("It is yet to be decided.", True),
    ("said to be embedded", False),
    ("It is important to identify it, and it is to their credit.", False),
    ("Agencies keep going to the forum.", False),
    ("They make plans to improve.", False),
    ("Data is shared, to be assured that it works.", False),
]


def test_what_is_still_to_come_is_told_from_what_only_sounds_so():
    assert [(text, expected) for text, expected in FUTURE if bool(sense.FUTURE.search(text)) is not expected] == []


NO_DAY = [
    (sense.STANDING, "Audit recording each month.", True),
    (sense.STANDING, "Give each bereaved family a key worker.", True),
    (sense.STANDING, "Where it was not considered, write down why.", True),
    (sense.STANDING, "The subgroups are to monitor the plan.", True),
    (sense.STANDING, "Review the framework, with monthly supervision.", False),
    (sense.STANDING, "Have every primary and secondary pupil fill in the questionnaire.", False),
    (sense.STANDING, "Raise and monitor completions.", False),
    (sense.DIFFICULTY, "Engaging young people is very difficult.", True),
    (sense.DIFFICULTY, "Religion can make it harder to support a child.", True),
    (sense.DIFFICULTY, "Neglect of teenagers is identified late.", False),
    (sense.LESSON, "It is worth staying involved.", True),
    (sense.LESSON, "One audit showed that two workers can be of value.", True),
    (sense.LESSON, "Two workers see each family.", False),
]


def test_what_goes_on_what_is_hard_and_what_is_a_lesson_are_told_from_what_is_done():
    assert [(text, found) for rule, text, found in NO_DAY if bool(rule.search(text)) is not found] == []
