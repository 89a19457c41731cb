"""References to evidence, and what each status of an action needs."""

from datetime import UTC, date, datetime

import pytest

from cscp_core.errors import TextRefused, UpdateRefused
from cscp_core.evidence.rules import WorkStatus
from cscp_core.free_text import SHORT
from cscp_core.improvement import rules
from cscp_core.improvement.rules import Reference, Update

NEEDS_NOTHING = [WorkStatus.NOT_STARTED, WorkStatus.ON_TRACK, WorkStatus.SLIPPING, WorkStatus.DONE_AWAITED]


def make_reference(**details):
    known = {"title": "Audit of twelve cases", "owner": "Head of quality", "dated": "May 2026", "held_at": "Council"}
    return Reference(**known | details)


def make_update(**details):
    known = {
        "version": 1,
        "status": WorkStatus.ON_TRACK,
        "words": "Half of the teams are trained.",
        "evidence": (),
        "next_by": date(2027, 2, 1),
        "agency": "Tiny Council",
        "by": "Cora",
        "at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "held": None,
    }
    return Update(**known | details)


def only(**details):
    (one,) = rules.checked_references([make_reference(**details)])
    return one


def test_a_reference_says_what_it_is_whose_of_when_and_where():
    assert make_reference().words == "Audit of twelve cases, Head of quality, May 2026, held at Council"


def test_a_reference_with_a_link_ends_with_it():
    assert make_reference(link="https://example.org/a").words.endswith(", held at Council, https://example.org/a")


def test_what_a_reference_leaves_out_leaves_no_gap():
    assert Reference("Audit", "", "", "", "https://example.org/a").words == "Audit, https://example.org/a"


def test_a_whole_reference_is_kept_as_it_is():
    assert only() == make_reference()


def test_a_reference_is_kept_without_space_around_its_parts():
    assert only(title=" Audit \n", held_at=" Council") == make_reference(title="Audit", held_at="Council")


def test_a_reference_to_nothing_is_left_out():
    empty = Reference("", " ", "\n", "", "\u200b")
    assert rules.checked_references([empty, make_reference(), empty]) == (make_reference(),)


def test_no_references_are_none():
    assert rules.checked_references([]) == ()


def test_references_stay_in_order():
    titles = ["C", "A", "B"]
    assert [one.title for one in rules.checked_references(make_reference(title=one) for one in titles)] == titles


@pytest.mark.parametrize("title", ["", "  "])
def test_a_reference_needs_a_title(title):
    with pytest.raises(UpdateRefused, match=r"^Give every reference a title\.$"):
        only(title=title)


def test_a_reference_needs_where_it_is_held_or_a_link():
    with pytest.raises(UpdateRefused, match="Say where 'Audit' is held, or give its link"):
        only(title="Audit", held_at="")


def test_a_link_is_enough_to_find_it():
    assert only(held_at="", link="https://example.org/a").held_at == ""


@pytest.mark.parametrize("link", ["https://example.org/a", "http://intranet/a"])
def test_a_link_is_a_web_address(link):
    assert only(link=link).link == link


@pytest.mark.parametrize(
    "link",
    [
        "example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "see https://example.org",
        "java\u200bscript:alert(1)",
        "S:\\audits",
    ],
)
def test_what_is_no_web_address_is_no_link(link):
    with pytest.raises(
        UpdateRefused, match=r"^A link begins with https:// or http://\. Leave it empty if there is none\.$"
    ):
        only(link=link)


@pytest.mark.parametrize("part", ["title", "owner", "dated", "held_at"])
def test_a_part_of_a_reference_may_not_be_too_long(part):
    with pytest.raises(TextRefused, match=f"the reference's {part.replace('_', ' ')} under 200 characters"):
        only(**{part: "x" * (SHORT + 1)})


@pytest.mark.parametrize("part", ["title", "owner", "dated", "held_at"])
def test_a_part_of_a_reference_may_be_as_long_as_a_line(part):
    assert getattr(only(**{part: "x" * SHORT}), part) == "x" * SHORT


def test_ten_references_are_enough():
    assert len(rules.checked_references([make_reference()] * 10)) == 10


def test_an_eleventh_reference_is_refused():
    with pytest.raises(UpdateRefused, match="at most 10 references"):
        rules.checked_references([make_reference()] * 11)


def test_empty_references_do_not_count_towards_the_most():
    assert len(rules.checked_references([make_reference()] * 10 + [Reference("", "", "", "")] * 5)) == 10


def test_references_are_kept_and_read_back_as_they_were():
    given = (make_reference(title="Żółć \"A\" 'b' 👩‍👧 \\ \n x"), make_reference(link="https://example.org/?a=1&b=2"))
    assert rules.from_json(rules.to_json(given)) == given


def test_no_references_are_kept_and_read_back_as_none():
    assert rules.from_json(rules.to_json(())) == ()


def test_where_nothing_was_kept_there_are_no_references():
    assert rules.from_json("") == ()


@pytest.mark.parametrize("status", NEEDS_NOTHING)
def test_work_that_is_under_way_may_be_told_without_words_or_evidence(status):
    assert rules.check_update(status, "", ()) is None


def test_every_status_needs_nothing_or_is_told_what_it_needs():
    asked = {WorkStatus.NOT_REPORTED, WorkStatus.DONE_EVIDENCED, WorkStatus.STOPPED}
    assert set(NEEDS_NOTHING) | asked == set(WorkStatus)


def test_an_update_that_reports_nothing_is_refused():
    with pytest.raises(UpdateRefused, match=r"^Choose how far the work has come\.$"):
        rules.check_update(WorkStatus.NOT_REPORTED, "Something.", [make_reference()])


def test_done_evidenced_needs_a_reference():
    with pytest.raises(
        UpdateRefused, match=r"^Done, evidenced needs a ref.* Without one it is done, evidence awaited\.$"
    ):
        rules.check_update(WorkStatus.DONE_EVIDENCED, "We did it.", ())


def test_done_evidenced_with_a_reference_needs_no_words():
    assert rules.check_update(WorkStatus.DONE_EVIDENCED, "", [make_reference()]) is None


def test_stopped_needs_a_reason():
    with pytest.raises(UpdateRefused, match=r"^Say why the work was stopped\.$"):
        rules.check_update(WorkStatus.STOPPED, "", [make_reference()])


def test_stopped_with_a_reason_needs_no_evidence():
    assert rules.check_update(WorkStatus.STOPPED, "The service closed.", ()) is None


@pytest.mark.parametrize("status", WorkStatus)
def test_a_status_that_nobody_looked_at_again_is_told_as_it_is(status):
    assert make_update(status=status).shown == str(status)


def test_what_is_done_and_evidenced_and_held_is_embedded():
    update = make_update(status=WorkStatus.DONE_EVIDENCED, held=True)
    assert update.shown == "embedded: done, evidenced, held at a re-check"


def test_what_did_not_hold_is_not_embedded():
    assert make_update(status=WorkStatus.DONE_EVIDENCED, held=False).shown == "done, evidenced; did not hold"


@pytest.mark.parametrize("status", sorted(set(WorkStatus) - {WorkStatus.DONE_EVIDENCED}))
@pytest.mark.parametrize("held", [True, False, None])
def test_nothing_else_is_ever_called_embedded(status, held):
    assert make_update(status=status, held=held).shown == str(status)


def test_each_part_of_a_reference_has_the_name_of_its_field_and_its_number():
    found = rules.fields_of([make_reference(), Reference("Minutes", "", "", "", "https://example.org/a")])
    assert (found["title 0"], found["held_at 0"]) == ("Audit of twelve cases", "Council")
    assert (found["title 1"], found["owner 1"], found["link 1"]) == ("Minutes", "", "https://example.org/a")
    assert len(found) == 10
