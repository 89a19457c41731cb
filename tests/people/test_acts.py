"""The trail for reading: who did what, without words, without which young person, and without anything of welfare."""

from dataclasses import dataclass, fields

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.exports import service as exports
from cscp_core.people import acts
from cscp_core.people.permissions import PEOPLE, SYSTEM, Actor, Role
from cscp_core.storage import heads, trail
from cscp_core.storage.trail_actions import (
    AccountsAction,
    CommentsAction,
    DemonstrationAction,
    NotebookAction,
    OwnDataAction,
    ReportsAction,
    SignInAction,
    TogetherAction,
    WelfareAction,
)
from tests.builders import WordOf
from tests.storage.test_trail import tamper

pytestmark = pytest.mark.engine

MANAGER = Actor(account_id=1, username="sam", name="Sam", role=Role.BUSINESS_MANAGER)
SCRUTINEER = Actor(account_id=4, username="dee", name="Dee", role=Role.SCRUTINEER)
YOUNG = Actor(account_id=2, username="yas", name="Yas", role=Role.YOUNG_ADVISOR)
LEAD = Actor(account_id=3, username="len", name="Len", role=Role.SAFEGUARDING_LEAD)


LAY = Actor(account_id=4, username="lou", name="Lou", role=Role.LAY_MEMBER)
ANOTHER = Actor(account_id=5, username="yui", name="Yui", role=Role.YOUNG_ADVISOR)


@pytest.fixture
def told(store, clock):
    with store.writing() as session:
        trail.record(session, SYSTEM, ReportsAction.LOADED, "report tiny", added=3)
        trail.record(session, MANAGER, AccountsAction.ADDED, "account 9", roles=["lay member"])
        trail.record(session, YOUNG, CommentsAction.SENT, "comment abc", to="held for welfare")
        trail.record(session, MANAGER, CommentsAction.MODERATED, "comment abc", to="held for welfare")
        trail.record(session, LEAD, WelfareAction.ACKNOWLEDGED, "concern 1")
        trail.record(session, LEAD, CommentsAction.MODERATED, "comment abc", old="held for welfare", new="sent")
        trail.record(session, LEAD, WelfareAction.CONTACTS_CHANGED, "welfare contacts")
        for one in (YOUNG, ANOTHER):
            trail.record(session, one, TogetherAction.AGREED, "tiny neglect", version=1)
        trail.record(session, SYSTEM, CommentsAction.MODERATED, "comment def", new="sent")
        clock.advance(days=30)
        trail.record(session, LAY, CommentsAction.SENT, "comment ghi", to="sent")
        trail.record(session, YOUNG, TogetherAction.AGREED, "tiny leavers", version=1)
        session.commit()
    return store


def ask(store, service=acts.list_acts, actor=SYSTEM, **details):
    with store.reading() as session:
        return service(session, actor, **details)


@dataclass(frozen=True)
class Before:
    """Somebody who acted under an earlier version."""

    account_id: int
    role: WordOf
    is_pseudonymous: bool = False


def test_rows_of_earlier_versions_are_hidden_and_shown_as_those_of_today(store):
    with store.writing() as session:
        for role in (Role.SAFEGUARDING_LEAD, Role.YOUNG_ADVISOR, Role.LAY_MEMBER, Role.SYSTEM, Role.SCRUTINEER):
            trail.record(session, Before(1, WordOf(role.label)), CommentsAction.MODERATED, "comment abc", new="sent")
        session.commit()
    assert len(ask(store).items) == 1
    assert {one.who for one in ask(store, acts.by_month)} == {"Young Advisor", "lay member", "system"}


@pytest.fixture
def reworded(store):
    """A trail in which acts stand by their code, and by each word that ever stood for them; and one done no more."""
    with store.writing() as session:
        for who, action in ((MANAGER, AccountsAction.DEPUTY_CHANGED), (YOUNG, CommentsAction.WITHDRAWN)):
            for word in action.written:
                trail.record(session, who, WordOf(word), "thing")
        trail.record(session, MANAGER, WordOf("removed the rehearsal"), "thing")
        session.commit()
    return store


def test_an_act_is_shown_by_the_label_of_its_code_and_an_earlier_row_in_its_own_words(reworded):
    assert [one.action for one in reversed(ask(reworded).items)] == [
        "changed who is deputy",
        "changed who is deputy",
        "changed who deputises",
        "removed the rehearsal",
    ]


def test_rows_of_earlier_words_and_of_codes_are_one_kind_of_act_and_found_together(reworded):
    deputy, gone = AccountsAction.DEPUTY_CHANGED, "removed the rehearsal"
    assert ask(reworded, acts.list_kinds) == [deputy, gone, CommentsAction.WITHDRAWN]
    assert [ask(reworded, action=one).total for one in (*deputy.written, gone)] == [3, 3, 3, 1]


def test_two_wordings_of_one_act_are_one_line_of_a_month_and_do_not_count_it(reworded):
    for asked in ("", *CommentsAction.WITHDRAWN.written):
        assert [one.action for one in ask(reworded, acts.by_month, action=asked)] == ["withdrew a comment"]


def test_the_file_of_the_trail_shows_labels_and_no_code(reworded):
    told = ask(reworded, exports.trail_csv).decode()
    assert "withdrew a comment" in told
    assert "changed who deputises" in told
    assert [one for one in (AccountsAction.DEPUTY_CHANGED, CommentsAction.WITHDRAWN) if one.value in told] == []


def test_a_trail_of_words_and_codes_holds(reworded):
    with reworded.reading() as session:
        assert trail.first_broken(session) is None


def test_a_fact_from_an_enum_is_told_as_it_read_when_it_was_done(store):
    with store.writing() as session:
        trail.record(session, MANAGER, AccountsAction.ADDED, "account 9", role=Role.LAY_MEMBER)
        session.commit()
    (one,) = ask(store).items
    assert one.detail == "role lay member"


def test_the_newest_comes_first_with_who_did_what(told):
    found = ask(told).items
    assert [one.action for one in found] == ["moderated a comment", "added an account", "loaded a report"]
    assert found[-1].detail == "added 3"
    assert found[1].detail == "roles lay member"


def test_nothing_of_welfare_is_on_it(told):
    assert not [one for one in ask(told).items if "concern" in one.subject or "welfare" in one.subject + one.detail]
    assert not [kind for kind in ask(told, acts.list_kinds) if "worry" in kind or "contacts" in kind]


@pytest.mark.parametrize("reader", [SYSTEM, MANAGER])
def test_that_there_are_private_notes_is_not_on_it(told, reader):
    with told.writing() as session:
        trail.record(session, SCRUTINEER, NotebookAction.SAVED, "a note")
        trail.record(session, SCRUTINEER, NotebookAction.REMOVED, "a note")
        session.commit()
    assert not [one for one in ask(told, actor=reader).items if "note" in one.action + one.subject]
    assert not [kind for kind in ask(told, acts.list_kinds, reader) if "private" in kind]
    assert b"private" not in ask(told, exports.trail_csv, reader)


def test_what_the_safeguarding_lead_does_to_a_comment_is_not_on_it(told):
    """That somebody gave it back would say that it was held."""
    assert not [
        one for one in ask(told, action=CommentsAction.MODERATED).items if one.who == f"account {LEAD.account_id}"
    ]
    assert ask(told, action=CommentsAction.MODERATED).total == 1
    assert not [one for one in ask(told, acts.by_month) if one.who == Role.SAFEGUARDING_LEAD]


def test_a_kind_of_act_that_only_the_safeguarding_lead_did_to_a_comment_is_not_offered(store):
    with store.writing() as session:
        trail.record(session, LEAD, CommentsAction.MODERATED, "comment abc")
        session.commit()
    assert ask(store, acts.list_kinds) == []


def test_the_count_and_the_pages_hold_what_is_shown(store):
    with store.writing() as session:
        for number in range(60):
            trail.record(session, MANAGER, DemonstrationAction.MADE, f"thing {number}")
            trail.record(session, LEAD, CommentsAction.MODERATED, f"comment {number}")
            trail.record(session, YOUNG, CommentsAction.SENT, f"comment {number}")
        session.commit()
    assert [len(ask(store, page=page).items) for page in (1, 2, 3)] == [50, 10, 0]
    assert ask(store).total == 60


def test_of_young_advisors_and_lay_members_there_is_one_line_a_month_and_kind_of_act(told):
    assert [(one.month, one.who, one.action) for one in ask(told, acts.by_month)] == [
        ("December 2026", "Young Advisor", TogetherAction.AGREED.label),
        ("December 2026", "lay member", CommentsAction.SENT.label),
        ("November 2026", "Young Advisor", TogetherAction.AGREED.label),
        ("November 2026", "Young Advisor", CommentsAction.SENT.label),
        ("November 2026", "system", CommentsAction.MODERATED.label),
    ]


def test_their_lines_have_no_place_for_a_day_a_number_or_what_it_was_about():
    assert [field.name for field in fields(acts.InAMonth)] == ["month", "who", "action"]


def test_the_order_within_a_month_is_not_that_of_the_acts(store):
    for first, second in (
        (CommentsAction.WITHDRAWN, TogetherAction.AGREED),
        (CommentsAction.SENT, SignInAction.SIGNED_IN),
    ):
        with store.writing() as session:
            trail.record(session, YOUNG, first, "thing")
            trail.record(session, LAY, second, "thing")
            session.commit()
    assert [(one.who, one.action) for one in ask(store, acts.by_month)] == [
        ("Young Advisor", "sent a comment"),
        ("Young Advisor", "withdrew a comment"),
        ("lay member", "agreed to a joint view"),
        ("lay member", "signed in"),
    ]


def test_rows_with_minutes_have_no_number_whose_gaps_would_show_that_one_of_them_acted():
    assert [field.name for field in fields(acts.Act)] == ["when", "who", "action", "subject", "detail"]


def test_no_comment_can_be_told_from_another(told):
    assert {one.subject for one in ask(told, action=CommentsAction.MODERATED).items} == {"a comment"}
    assert "abc" not in str(ask(told).items)


def test_what_was_deleted_by_age_is_not_counted_there(store):
    with store.writing() as session:
        trail.record(session, SYSTEM, OwnDataAction.EXPIRED_DELETED, "retention", welfare_records=1)
        trail.record(session, SYSTEM, OwnDataAction.WITHDRAWALS_REPEATED, "restored copy", number=2)
        session.commit()
    assert [one.detail for one in ask(store).items] == ["", ""]


def test_it_is_narrowed_by_what_was_done_and_to_what(told):
    assert ask(told, action=ReportsAction.LOADED).total == 1
    assert ask(told, subject="account").total == 1
    assert ask(told, subject="%").total == 0
    assert ask(told, subject="comment").total == 1
    assert [one.action for one in ask(told, acts.by_month, action=CommentsAction.SENT)] == ["sent a comment"] * 2


@pytest.mark.parametrize("subject", ["abc", "comment abc", "def", "ghi", "concern", "welfare"])
def test_it_is_not_narrowed_to_a_comment_or_a_worry(told, subject):
    assert ask(told, subject=subject).total == 0


def test_the_file_holds_what_the_page_shows(told):
    lines = ask(told, exports.trail_csv).decode("utf-8-sig").splitlines()
    assert lines[0] == "When,Who,What was done,To what,Facts"
    assert len(lines) == 1 + ask(told).total + len(ask(told, acts.by_month))
    assert "December 2026,Young Advisor,agreed to a joint view,," in lines
    for untold in ("pseudonym", "held for welfare", "abc", "def", "ghi", "tiny neglect"):
        assert not [line for line in lines if untold in line]


def test_whether_it_holds_is_told(told, tmp_path):
    assert ask(told, acts.what_is_wrong, noted=tmp_path / "heads.jsonl") == ""


def test_a_trail_that_is_shorter_than_it_once_was_is_told_on_the_page_too(told, tmp_path):
    noted = tmp_path / "heads.jsonl"
    with told.reading() as session:
        heads.note_head(session, noted)
    tamper(told, "DELETE FROM trail", "DELETE FROM trail_head")
    assert ask(told, acts.what_is_wrong, noted=noted).startswith("Row 1 is missing: the trail once reached row")


@pytest.mark.parametrize("role", sorted(PEOPLE - {Role.SCRUTINEER, Role.BUSINESS_MANAGER}))
@pytest.mark.parametrize(
    "service", [acts.list_acts, acts.by_month, acts.list_kinds, acts.what_is_wrong, exports.trail_csv]
)
def test_nobody_else_reads_it(told, role, service):
    with pytest.raises(NotAllowed):
        ask(told, service, Actor(account_id=9, username="x", name="x", role=role))
