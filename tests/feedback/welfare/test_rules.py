"""Who may see a worry, what is said of contacting its writer, whether anybody can act on one, and who is told when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cscp_core.errors import WelfareRefused
from feedback.welfare import rules
from feedback.welfare.rules import About, ContactKind, SafeContact, Why

SOMEBODY, WORKER, LEAD, DEPUTY = About
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


# whom it is about, and who sees it


@pytest.mark.parametrize(
    ("about", "told", "read_by"),
    [
        (SOMEBODY, "a child or young person", "the safeguarding lead and the deputy"),
        (WORKER, "somebody who works with children", "the safeguarding lead and the deputy"),
        (LEAD, "the safeguarding lead", "the safeguarding lead's deputy"),
        (DEPUTY, "the safeguarding lead's deputy", "the safeguarding lead"),
    ],
)
def test_a_worry_is_read_by_lead_and_deputy_but_never_by_whom_it_is_about(about, told, read_by):
    assert (about.for_the_lead, about.read_by) == (told, read_by)


@pytest.mark.parametrize(
    ("about", "of_deputy", "of_lead"),
    [(SOMEBODY, False, False), (WORKER, False, False), (LEAD, False, True), (DEPUTY, True, False)],
)
def test_a_worry_is_about_a_post_only_where_it_says_so(about, of_deputy, of_lead):
    assert (about.is_of(True), about.is_of(False)) == (of_deputy, of_lead)


@pytest.mark.parametrize(
    ("about", "kept_from", "account_id", "deputy", "sees"),
    [
        ("somebody", [], 1, False, True),
        ("somebody", [], 1, True, True),
        ("lead", [], 1, False, False),
        ("lead", [], 1, True, True),
        ("deputy", [], 1, True, False),
        ("lead", [2], 1, False, True),
        ("lead", [1, 2], 1, True, False),
        ("somebody", [1], 1, False, False),
        ("somebody", [], None, False, False),
        ("somebody", [2], None, False, False),
        ("somebody else", [], 1, False, False),
        ("somebody else", [2], 1, False, False),
    ],
)
def test_a_record_is_seen_by_who_holds_the_post_unless_it_was_about_them(about, kept_from, account_id, deputy, sees):
    assert rules.may_see(about, kept_from, account_id, deputy) is sees


@pytest.mark.parametrize(("held_by", "may"), [("checker", True), ("app", True), ("writer", False), ("", False)])
def test_what_a_writer_sent_here_goes_back_to_nobody(held_by, may):
    assert rules.may_go_back(held_by) is may


# contacting its writer


@pytest.mark.parametrize(
    ("safe", "held_by", "words"),
    [
        ("yes", "writer", "They say that it is safe to contact them."),
        (
            "no",
            "writer",
            "They say that it is not safe to contact them. Do not get in touch before you have a plan.",
        ),
        (
            "as_said",
            "writer",
            "They say that it is safe to contact them only in the way that they give.",
        ),
        ("", "writer", "They did not say whether it is safe to contact them. Assume that it is not."),
        ("perhaps", "writer", "They did not say whether it is safe to contact them. Assume that it is not."),
        ("", "checker", "They were not asked whether it is safe to contact them. Assume that it is not."),
    ],
)
def test_the_lead_reads_whether_it_is_safe_to_contact_a_writer(safe, held_by, words):
    assert rules.safe_contact(safe, held_by) == words


@pytest.mark.parametrize(
    ("safe", "how"), [(None, ""), (SafeContact.YES, ""), (SafeContact.NO, ""), (SafeContact.AS_SAID, "At school.")]
)
def test_an_answer_on_contact_is_whole(safe, how):
    assert rules.check_answers_how(safe, how) is None


def test_who_wants_to_be_contacted_in_one_way_only_says_in_which():
    words = r"^Say how and when it is safe to contact you, or choose another answer\.$"
    with pytest.raises(WelfareRefused, match=words):
        rules.check_answers_how(SafeContact.AS_SAID, "")


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(hours=2), NOW - timedelta(hours=26)])
def test_a_contact_was_at_most_a_day_before_the_worry_came(at):
    assert rules.check_spoken(at, made=NOW - timedelta(hours=2), moment=NOW) is None


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0.01, r"^Choose a time that is not in the future\.$"), (-26.01, r"^Choose a time after this came\.$")],
)
def test_a_contact_still_to_come_or_long_before_is_refused(hours, words):
    with pytest.raises(WelfareRefused, match=words):
        rules.check_spoken(NOW + timedelta(hours=hours), made=NOW - timedelta(hours=2), moment=NOW)


@pytest.mark.parametrize("days", [1, 366])
def test_a_day_to_look_again_is_within_a_year(days):
    assert rules.check_look_again(TODAY + timedelta(days=days), TODAY) is None


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_day_that_is_not_ahead_or_too_far_is_refused(days):
    with pytest.raises(WelfareRefused, match=r"^Choose a day after today, and within a year\.$"):
        rules.check_look_again(TODAY + timedelta(days=days), TODAY)


# whether anybody can act on one

CONTACTS = dict.fromkeys(ContactKind, "020 7946 0000")


def closed(**details):
    known = {
        "live": True,
        "contacts": CONTACTS,
        "leads_here": [1],
        "deputies_here": [2],
        "has_lead_and_deputy": True,
        "can_be_told": True,
    }
    return rules.why_closed(**known | details)


@pytest.mark.parametrize(
    ("details", "why"),
    [
        ({}, None),
        ({"has_lead_and_deputy": False}, Why.NOT_READY),
        ({"contacts": {}}, Why.NOT_READY),
        ({"contacts": CONTACTS | {ContactKind.LADO: "not yet set"}}, Why.NOT_READY),
        ({"contacts": {}, "has_lead_and_deputy": False, "live": False}, None),
        ({"leads_here": [], "deputies_here": []}, Why.NO_COVER),
        ({"leads_here": []}, None),
        ({"deputies_here": []}, None),
        ({"deputies_here": [], "about": LEAD}, Why.NO_COVER),
        ({"deputies_here": [], "about": DEPUTY}, None),
        ({"leads_here": [], "about": DEPUTY}, Why.NO_COVER),
        ({"leads_here": [], "about": LEAD}, None),
        ({"about": LEAD}, None),
        ({"can_be_told": False}, Why.NO_NOTICE),
        ({"can_be_told": False, "leads_here": [], "deputies_here": []}, Why.NO_COVER),
    ],
)
def test_the_form_is_open_while_somebody_is_here_who_may_see_the_worry_and_can_be_told(details, why):
    assert closed(**details) is why


@pytest.mark.parametrize(("day", "away"), [(19, False), (20, True), (21, True), (22, True), (23, False)])
def test_somebody_is_away_on_the_first_and_the_last_day_too(day, away):
    assert rules.is_away(date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, day)) is away


@pytest.mark.parametrize(
    ("hours", "steps"),
    [(-0.01, 2), (0, 0), (1.99, 0), (2, 1), (3.99, 1), (4, 2), (6, 2), (23.99, 2), (24, 3), (47.99, 3), (48, 4)],
)
def test_an_unopened_notice_is_passed_on_after_two_hours_four_and_then_every_day(hours, steps):
    assert rules.steps_due(NOW, NOW + timedelta(hours=hours)) == steps
