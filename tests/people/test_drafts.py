"""Drafts: what somebody typed and has not sent is theirs alone, and gone once it was sent or emptied."""

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, TextRefused
from cscp_core.free_text import LONG
from cscp_core.people import drafts
from cscp_core.people.permissions import Role
from cscp_core.people.tables import OwnDraft
from cscp_core.storage.tables import TrailRow
from tests.conftest import make_account


def keep(store, actor, words, place="answer/12/did"):
    with store.writing() as session:
        where, _, name = place.rpartition("/")
        version = version_of(session, actor, where, name)
        return drafts.keep_draft(session, actor, place=where, name=name, words=words, version=version)


def version_of(session, actor, place="answer/12", name="did"):
    """The version of a draft in a tab that has just looked."""
    found = drafts.drafts_at(session, actor, place=place).get(name)
    return found.version if found else 0


def keep_in_tab(store, actor, words, version, name="did"):
    """Keeps words in a tab that has a certain version."""
    with store.writing() as session:
        return drafts.keep_draft(session, actor, place="answer/12", name=name, words=words, version=version)


def kept(store, actor, place="answer/12"):
    with store.reading() as session:
        return {name: draft.words for name, draft in drafts.drafts_at(session, actor, place=place).items()}


def forget(store, actor, place="answer/12"):
    with store.writing() as session:
        versions = {name: one.version for name, one in drafts.drafts_at(session, actor, place=place).items()}
        drafts.forget_drafts(session, actor, place=place, versions=versions)


def test_what_was_typed_is_found_again_under_the_name_of_its_field(store, scrutineer):
    keep(store, scrutineer, "We trained forty workers.")
    assert kept(store, scrutineer) == {"did": "We trained forty workers."}


def test_a_draft_says_when_it_was_kept(store, scrutineer, clock):
    keep(store, scrutineer, "We trained.")
    with store.reading() as session:
        (draft,) = drafts.drafts_at(session, scrutineer, place="answer/12").values()
    assert draft.at == clock.moment


def test_keeping_a_draft_answers_when_it_was_kept(store, scrutineer, clock):
    assert keep(store, scrutineer, "We trained.").at == clock.moment


@pytest.mark.engine
def test_the_last_words_of_a_field_stand(store, scrutineer, clock):
    keep(store, scrutineer, "We trained.")
    clock.advance(minutes=1)
    keep(store, scrutineer, "We trained forty.")
    assert kept(store, scrutineer) == {"did": "We trained forty."}


def test_an_older_tab_does_not_overwrite_what_was_kept_in_a_newer_one(store, scrutineer):
    old = keep_in_tab(store, scrutineer, "Typed first.", 0)
    keep_in_tab(store, scrutineer, "Typed in the other tab.", old.version)
    with pytest.raises(ChangedMeanwhile) as refused:
        keep_in_tab(store, scrutineer, "Typed in the older tab.", old.version)
    assert refused.value.theirs == "Typed in the other tab."
    assert kept(store, scrutineer) == {"did": "Typed in the other tab."}


def test_a_tab_that_saw_no_draft_does_not_overwrite_one(store, scrutineer):
    keep_in_tab(store, scrutineer, "Typed in the other tab.", 0)
    with pytest.raises(ChangedMeanwhile):
        keep_in_tab(store, scrutineer, "Typed here.", 0)


def test_a_draft_that_was_emptied_and_begun_again_is_another_one(store, scrutineer):
    old = keep_in_tab(store, scrutineer, "Typed first.", 0)
    emptied = keep_in_tab(store, scrutineer, "", old.version)
    keep_in_tab(store, scrutineer, "Typed again.", emptied.version)
    with pytest.raises(ChangedMeanwhile):
        keep_in_tab(store, scrutineer, "Typed in the older tab.", old.version)


def test_the_same_words_in_two_tabs_are_kept_without_a_choice(store, scrutineer):
    keep_in_tab(store, scrutineer, "The same.", 0)
    keep_in_tab(store, scrutineer, "The same.", 0)
    assert kept(store, scrutineer) == {"did": "The same."}


def test_sending_leaves_what_was_kept_in_another_tab_since(store, scrutineer):
    old = keep_in_tab(store, scrutineer, "Sent.", 0)
    keep_in_tab(store, scrutineer, "Typed in the other tab.", old.version)
    with store.writing() as session:
        drafts.forget_drafts(session, scrutineer, place="answer/12", versions={"did": old.version})
    assert kept(store, scrutineer) == {"did": "Typed in the other tab."}


def test_each_field_of_a_screen_keeps_its_own_words(store, scrutineer):
    keep(store, scrutineer, "We trained.", "answer/12/did")
    keep(store, scrutineer, "Nothing yet.", "answer/12/changed")
    assert kept(store, scrutineer) == {"did": "We trained.", "changed": "Nothing yet."}


@pytest.mark.parametrize("words", ["", "  ", "\n", "\u200b"])
def test_a_field_that_was_emptied_is_forgotten(store, scrutineer, words):
    keep(store, scrutineer, "We trained.")
    keep(store, scrutineer, words)
    assert kept(store, scrutineer) == {}


def test_a_draft_is_kept_without_space_around_it(store, scrutineer):
    keep(store, scrutineer, "  We trained. \r\n")
    assert kept(store, scrutineer) == {"did": "We trained."}


def test_a_draft_may_be_long(store, scrutineer):
    keep(store, scrutineer, "x" * LONG)
    assert kept(store, scrutineer) == {"did": "x" * LONG}


def test_a_draft_that_is_too_long_is_refused_and_the_one_before_stays(store, scrutineer):
    keep(store, scrutineer, "We trained.")
    with pytest.raises(TextRefused, match=r"4,000 characters\. Yours has 4,001"):
        keep(store, scrutineer, "x" * (LONG + 1))
    assert kept(store, scrutineer) == {"did": "We trained."}


def test_a_draft_is_seen_by_nobody_else(store, scrutineer, manager):
    keep(store, scrutineer, "We trained.")
    assert kept(store, manager) == {}


def test_two_people_draft_in_one_field_without_touching_each_others_words(store, scrutineer, manager):
    keep(store, scrutineer, "We trained.")
    keep(store, manager, "They trained.")
    assert (kept(store, scrutineer), kept(store, manager)) == ({"did": "We trained."}, {"did": "They trained."})


@pytest.mark.parametrize("other", ["answer/1", "answer/123", "answer/12/did", "nswer/12", "answer/_2", "answer/%", "%"])
def test_drafts_of_another_screen_do_not_come_with_it(store, scrutineer, other):
    keep(store, scrutineer, "We trained.", "answer/12/did")
    assert kept(store, scrutineer, other) == {}


def test_what_is_sent_is_forgotten(store, scrutineer):
    keep(store, scrutineer, "We trained.", "answer/12/did")
    keep(store, scrutineer, "Nothing yet.", "answer/12/changed")
    forget(store, scrutineer)
    assert kept(store, scrutineer) == {}


def test_forgetting_one_screen_leaves_the_drafts_of_another(store, scrutineer):
    keep(store, scrutineer, "We trained.", "answer/12/did")
    keep(store, scrutineer, "We audited.", "answer/123/did")
    forget(store, scrutineer)
    assert kept(store, scrutineer, "answer/123") == {"did": "We audited."}


@pytest.mark.parametrize("wild", ["answer/_2", "answer/%", "%"])
def test_forgetting_takes_signs_that_a_database_could_read_otherwise_as_they_stand(store, scrutineer, wild):
    keep(store, scrutineer, "We trained.")
    forget(store, scrutineer, wild)
    assert kept(store, scrutineer) == {"did": "We trained."}


def test_forgetting_leaves_other_peoples_drafts(store, scrutineer, manager):
    keep(store, scrutineer, "We trained.")
    forget(store, manager)
    assert kept(store, scrutineer) == {"did": "We trained."}


def test_forgetting_where_nothing_was_kept_does_no_harm(store, scrutineer):
    forget(store, scrutineer)
    assert kept(store, scrutineer) == {}


def test_a_draft_leaves_no_trace_in_the_trail(store, scrutineer):
    keep(store, scrutineer, "We trained.")
    forget(store, scrutineer)
    with store.reading() as session:
        assert session.exec(select(TrailRow)).all() == []


@pytest.mark.parametrize("role", [Role.YOUNG_ADVISOR, Role.LAY_MEMBER, Role.SAFEGUARDING_LEAD])
def test_of_who_has_no_screen_to_draft_on_nothing_is_kept(store, role):
    with store.writing() as session:
        actor = make_account(session, "kim", role)
    with pytest.raises(NotAllowed):
        keep(store, actor, "We trained.")
    with store.reading() as session:
        assert session.exec(select(OwnDraft)).all() == []


def seen(store, actor, place="answer/12"):
    with store.reading() as session:
        return {name: one.seen_version for name, one in drafts.drafts_at(session, actor, place=place).items()}


def keep_beside(store, actor, words, version, name="did"):
    with store.writing() as session:
        drafts.keep_draft(
            session, actor, place="answer/12", name=name, words=words, seen_version=version,
            version=version_of(session, actor, name=name),
        )  # fmt: skip


def test_a_draft_keeps_beside_which_version_it_was_written(store, scrutineer):
    keep_beside(store, scrutineer, "We trained.", 3)
    assert (kept(store, scrutineer), seen(store, scrutineer)) == ({"did": "We trained."}, {"did": 3})


def test_a_field_has_one_draft_whatever_version_it_was_written_beside(store, scrutineer):
    keep(store, scrutineer, "We trained.")
    keep_beside(store, scrutineer, "We trained forty.", 3)
    keep_beside(store, scrutineer, "We trained fifty.", 12)
    assert (kept(store, scrutineer), seen(store, scrutineer)) == ({"did": "We trained fifty."}, {"did": 12})
    forget(store, scrutineer)
    assert kept(store, scrutineer) == {}


def test_anyone_who_has_seen_a_newer_version_keeps_words_and_time_beside_it(store, scrutineer, manager, clock):
    keep_beside(store, scrutineer, "We trained.", 3)
    keep_beside(store, scrutineer, "It is safer.", 4, name="changed")
    keep_beside(store, manager, "They trained.", 3)
    then = clock.moment
    clock.advance(minutes=1)
    with store.writing() as session:
        drafts.carry_over(session, scrutineer, place="answer/12", seen_version=4)
    assert seen(store, scrutineer) == {"did": 4, "changed": 4}
    assert seen(store, manager) == {"did": 3}
    with store.reading() as session:
        assert drafts.drafts_at(session, scrutineer, place="answer/12")["did"].at == then


def test_words_given_back_are_their_writers_draft_unless_they_typed_since(store, scrutineer, manager):
    keep_beside(store, scrutineer, "Typed since.", 3)
    with store.writing() as session:
        words = {"did": "Saved.", "changed": "Saved too.", "known": ""}
        drafts.give_back(session, scrutineer.own_id, place="answer/12", words=words, seen_version=2)
        session.commit()
    assert kept(store, scrutineer) == {"did": "Typed since.", "changed": "Saved too."}
    assert seen(store, scrutineer) == {"did": 3, "changed": 2}
    assert kept(store, manager) == {}
