"""Their data is theirs: taking it home or back, being erased, what a restored copy learns, how long it stays."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.errors import AccountRefused, ChangedMeanwhile, StorageUnavailable
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.tables import Account, OneTimeLink, OwnDraft, SignInSession
from cscp_core.settings import NO_REPORTS, Settings
from cscp_core.storage.session import checkpoint_wal
from cscp_core.storage.trail_actions import CommentsAction, OwnDataAction
from feedback.comments import checking
from feedback.comments import service as comments
from feedback.comments.rules import CommentState, Readers
from feedback.comments.tables import Comment
from feedback.own import readable, retention, service, withdrawals
from feedback.together import picks
from feedback.together import service as together
from feedback.together.tables import Agreement, FindingPick, WantsToAsk
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.databases import settle
from tests.feedback.scene import CLAIM, TINY

WORDS = "Wordsthatmustgo"
ABOUT = {"report_id": TINY, "theme_id": "neglect"}


def write_in_every_state(scene):
    """Something of Yas in every state, a view together and a worry."""
    scene.save(words=WORDS)
    scene.send(words=WORDS)
    scene.sent_back(words=WORDS)
    scene.published(words=WORDS, readers=Readers.ANYWHERE)
    scene.question(words=WORDS)
    scene.send(words=WORDS, worry=About.SOMEBODY)
    scene.agreed()
    scene.act(picks.pick, scene.yas, report_id=TINY, kind="claim", source_id=CLAIM)


def version_of(scene, actor):
    with scene.store.reading() as session:
        return session.get(Account, actor.account_id).version


def erase(scene, actor, by="sam"):
    known = {"account_id": actor.account_id, "version": version_of(scene, actor)}
    scene.act(service.erase_person, scene.people[by], **known)


# taking it home


@pytest.mark.engine
def test_the_copy_holds_everything_that_its_owner_wrote(scene):
    write_in_every_state(scene)
    told = json.loads(scene.ask(service.as_json, scene.yas))
    assert len(told["what you wrote"]) == 7
    assert {one["words"] for one in told["what you wrote"]} == {WORDS, "We wait."}
    assert told["views together that you agreed to"] == [{"theme": "neglect", "stands": "partly", "words": "We wait."}]


def test_the_copy_tells_of_others_no_more_than_the_screen(scene, clock):
    """Of readings and of what another Young Advisor did the month; of decisions and replies the day, and no minute."""
    made = scene.published(words=WORDS, readers=Readers.ANYWHERE)
    clock.advance(days=2, minutes=17)
    for by in ("yui", "dee"):
        scene.read(scene.people[by], made)
    scene.reply(made)
    scene.by_now(checking.look_up_writer, scene.sam, made, reason="A parent asks.")
    scene.let_stand_together(scene.yui)
    told = json.loads(scene.ask(service.as_json, scene.yas))
    (one,) = told["what you wrote"]
    assert one["read_by"] == [["Young Advisor", "November 2026"], ["independent scrutineer", "November 2026"]]
    assert (one["settled_at"], one["replies"][0]["at"]) == ("20 November 2026", "22 November 2026")
    assert one["looked_up"] == [["22 November 2026", "A parent asks."]]
    of_the_view = [one["when"] for one in told["notices"] if one["says"] == NoticeKind.JOINT_VIEW.label]
    assert of_the_view == ["November 2026"]
    assert "November 2026: There is something to agree" in scene.ask(readable.as_text, scene.yas).decode("utf-8-sig")
    assert "09:17" not in json.dumps(told)


def test_the_copy_to_read_holds_the_same_words(scene):
    write_in_every_state(scene)
    assert scene.ask(readable.as_text, scene.yas).decode("utf-8-sig").count(f"You wrote: {WORDS}") == 6


def test_the_copy_holds_nothing_of_anybody_else(scene):
    scene.published(scene.yui, words="Anothersword", readers=Readers.ANYWHERE)
    write_in_every_state(scene)
    told = scene.ask(service.as_json, scene.yas).decode()
    assert [one for one in ("Anothersword", "Yui", "Sam Surname", "Len Surname") if one in told] == []


# taking it back


def test_the_preview_names_what_goes_and_what_stays(scene):
    write_in_every_state(scene)
    found = scene.ask(service.preview_withdrawal, scene.yas)
    assert len(found.vanishes) == 7
    assert [one for one in found.stays if "safeguarding lead" in one]
    assert [one for one in found.stays if "printed" in one]


def test_who_wrote_nothing_has_nothing_that_goes(scene):
    assert scene.ask(service.preview_withdrawal, scene.yas).vanishes == ()


def test_taking_everything_back_leaves_stones_without_words_or_writer(scene):
    write_in_every_state(scene)
    scene.act(service.withdraw_all, scene.yas)
    rows = scene.every(Comment)
    assert {row.state for row in rows} == {CommentState.WITHDRAWN}
    assert {row.account_id for row in rows} == {None}
    assert WORDS not in scene.words("concern")
    assert scene.own() == []


def test_taking_everything_back_leaves_other_people_alone(scene):
    kept = scene.published(scene.yui, words="Mine.")
    write_in_every_state(scene)
    scene.act(service.withdraw_all, scene.yas)
    assert scene.row(kept).words == "Mine."


def test_taking_a_held_comment_back_leaves_only_the_welfare_record(scene):
    held = scene.send(words=WORDS, worry=About.SOMEBODY)
    scene.withdraw(held)
    assert WORDS not in scene.words("concern")
    assert [one.words for one in scene.every(Concern)] == [WORDS]


@pytest.mark.sqlite
def test_what_was_taken_back_leaves_the_disk(scene, tmp_path):
    taken = scene.published(words=WORDS, readers=Readers.ANYWHERE)
    scene.withdraw(taken)
    checkpoint_wal(scene.store.engine)
    held = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("voices.sqlite3*")))
    assert held
    assert WORDS.encode() not in held


def test_the_trail_keeps_that_it_happened_and_no_words(scene):
    taken = scene.send(words=WORDS)
    scene.withdraw(taken)
    assert scene.trail(f"comment {taken}")[-1].action == CommentsAction.WITHDRAWN
    assert WORDS not in "\n".join(row.detail for row in scene.trail())


@pytest.mark.parametrize("batch", ["withdraws", "is erased"])
def test_taking_everything_back_is_one_row_of_the_trail_however_much_there_was(scene, batch):
    """A row for each would count what somebody wrote. Outside the database each is noted."""
    write_in_every_state(scene)
    written = {row.comment_id for row in scene.every(Comment)}
    before = len(scene.trail())
    scene.act(service.withdraw_all, scene.yas) if batch == "withdraws" else erase(scene, scene.yas)
    assert [row.action for row in scene.trail()[before:]] == [
        OwnDataAction.WITHDRAWN if batch == "withdraws" else OwnDataAction.ERASED
    ]
    assert {one.which for one in scene.noted() if one.kind == "comment"} == written


# being erased


@pytest.mark.engine
def test_erasing_a_person_reaches_every_table(scene):
    write_in_every_state(scene)
    erase(scene, scene.yas)
    left = scene.words("concern")
    assert [one for one in (WORDS, "Yas Surname", "yas@example.org", "'yas'") if one in left] == []
    for table in (SignInSession, OneTimeLink, OwnDraft, Notice, Agreement, FindingPick, WantsToAsk):
        assert [row for row in scene.every(table) if row.account_id == scene.yas.account_id] == []


def test_an_erased_person_cannot_sign_in(scene):
    erase(scene, scene.yas)
    with scene.store.reading() as session:
        account = session.get(Account, scene.yas.account_id)
    assert account.disabled_at
    assert account.password_hash is None


def test_the_trail_says_who_erased_somebody_and_not_whom(scene):
    scene.send(words=WORDS)
    erase(scene, scene.yas)
    row = scene.trail()[-1]
    assert (row.who, row.action, row.subject) == (
        f"account {scene.sam.account_id}",
        OwnDataAction.ERASED,
        "Young Advisor",
    )


@pytest.mark.parametrize("name", ["dee", "pat", "sam", "len"])
def test_who_acted_in_a_post_is_not_erased(scene, name):
    with pytest.raises(AccountRefused, match="stays on record"):
        erase(scene, scene.people[name])


def test_somebody_who_changed_meanwhile_is_not_erased_unseen(scene):
    with pytest.raises(ChangedMeanwhile):
        scene.act(service.erase_person, scene.sam, account_id=scene.yas.account_id, version=99)


# a restored copy


@pytest.fixture
def restored(scene, tmp_path, place):
    """Puts the store back as it was before `between`, after it; what was noted outside it stays."""
    return lambda between: put_back(scene, tmp_path / "voices.sqlite3", place, between)


def put_back(scene, path, place, between):
    settle(scene.store)
    again = place("older", path)
    between()
    retention.take_back_again(again)
    return again


def rows_of(store, table):
    with store.reading() as session:
        found = list(session.exec(select(table)))
    store.engine.dispose()
    return found


def test_a_restored_copy_takes_back_again_what_was_taken_back(scene, restored):
    taken = scene.published(words=WORDS)
    (row,) = rows_of(restored(lambda: scene.withdraw(taken)), Comment)
    assert (row.state, row.words, row.account_id) == (CommentState.WITHDRAWN, "", None)


def test_a_restored_copy_erases_again_who_was_erased(scene, restored):
    scene.published(words=WORDS)
    accounts = rows_of(restored(lambda: erase(scene, scene.yas)), Account)
    assert [one.name for one in accounts if one.account_id == scene.yas.account_id] == ["Erased"]


def recall(scene, comment_id):
    from feedback.comments import checking

    scene.by_now(checking.unpublish, scene.sam, comment_id, told="It names a street.")


@pytest.mark.parametrize(
    "change",
    [
        recall,
        lambda scene, made: scene.hold(made),
        lambda scene, made: scene.rewrite(made, words="Less."),
    ],
    ids=["taken out of sight", "held", "changed"],
)
def test_a_restored_copy_shows_nothing_that_may_not_be_read_as_it_stood(scene, restored, change):
    made = scene.published(words=WORDS, readers=Readers.ANYWHERE)
    (row,) = rows_of(restored(lambda: change(scene, made)), Comment)
    assert row.state == CommentState.SENT


def narrow(scene, comment_id, readers=Readers.SCRUTINEER):
    scene.by_now(comments.narrow, scene.yas, comment_id, readers=readers)


def start_again(scene):
    """As the server starts, on the database as it is."""
    start.prepare(Settings.model_construct(reports=NO_REPORTS, official="none"), scene.store)


def test_what_was_narrowed_stands_as_it_was_after_every_start(scene):
    made = scene.published(words=WORDS, readers=Readers.ANYWHERE)
    narrow(scene, made, Readers.PARTNERS)
    before = scene.row(made).model_dump()
    start_again(scene)
    assert scene.row(made).model_dump() == before
    assert (before["state"], before["readers"]) == (CommentState.PUBLISHED, Readers.PARTNERS)
    assert before["reply_by"]


def test_a_restored_copy_narrows_again_and_shows_it_to_those_who_may_still_read_it(scene, restored):
    made = scene.published(words=WORDS, readers=Readers.ANYWHERE)
    due = scene.row(made).reply_by

    def between():
        narrow(scene, made, Readers.PARTNERS)
        narrow(scene, made, Readers.SCRUTINEER)

    (row,) = rows_of(restored(between), Comment)
    assert (row.state, row.readers, row.reply_by) == (CommentState.PUBLISHED, Readers.SCRUTINEER, due)


def test_a_restored_copy_in_which_it_still_waits_is_checked_for_the_fewer_readers(scene, restored):
    made = scene.send(words=WORDS, readers=Readers.ANYWHERE)

    def between():
        scene.publish(made)
        narrow(scene, made, Readers.PARTNERS)

    (row,) = rows_of(restored(between), Comment)
    assert (row.state, row.readers) == (CommentState.SENT, Readers.PARTNERS)


def test_what_was_sent_to_more_readers_since_it_was_narrowed_stays_theirs(scene, clock):
    made = scene.published(words=WORDS, readers=Readers.ANYWHERE)
    narrow(scene, made)
    clock.advance(minutes=1)
    scene.rewrite(made, words=WORDS, readers=Readers.PARTNERS)
    clock.advance(minutes=1)
    scene.publish(made)
    start_again(scene)
    assert (scene.row(made).state, scene.row(made).readers) == (CommentState.PUBLISHED, Readers.PARTNERS)


@pytest.mark.parametrize(("noted", "stored"), [("everybody", Readers.PARTNERS), (Readers.SCRUTINEER, "everybody")])
def test_readers_that_nobody_knows_are_not_widened_by_a_start(scene, noted, stored):
    made = scene.published(words=WORDS, readers=Readers.PARTNERS)
    scene.tamper(made, readers=stored)
    with scene.store.writing() as session:
        withdrawals.note_narrowed(session, made, noted)
    assert retention.take_back_again(scene.store) == 0
    assert scene.row(made).readers == stored


def test_a_restored_copy_shows_no_view_together_whose_agreement_was_taken_back(scene, restored):
    made = scene.agreed()
    scene.clock.advance(minutes=1)
    again = restored(lambda: scene.act(together.disagree, scene.yui, comment_id=made))
    with again.reading() as session:
        assert together.list_published(session, scene.dee, report_id=TINY) == {}
        (found,) = together.list_wordings(session, scene.yui, **ABOUT)
    assert (found.words, found.you_agree, found.is_published) == ("We wait.", False, False)
    again.engine.dispose()


def test_a_restored_copy_shows_nobody_a_view_together_that_its_writer_took_back(scene, restored):
    scene.agreed()
    again = restored(lambda: scene.act(service.withdraw_all, scene.yas))
    with again.reading() as session:
        assert together.list_published(session, scene.dee, report_id=TINY) == {}
        assert together.list_wordings(session, scene.yui, **ABOUT) == []
    again.engine.dispose()


def test_a_restored_copy_shows_nobody_a_wording_that_was_taken_out_of_sight(scene, restored):
    made = scene.let_stand_together()
    scene.clock.advance(minutes=1)
    again = restored(lambda: scene.by_now(checking.unpublish, scene.sam, made, told="Leave out which street it was."))
    with again.reading() as session:
        assert together.list_wordings(session, scene.yui, **ABOUT) == []
        assert session.get(Comment, made).state == CommentState.SENT
    again.engine.dispose()


def test_an_agreement_that_was_given_again_is_not_taken_back_by_a_start(scene, clock):
    made = scene.agreed()
    scene.act(together.disagree, scene.yui, comment_id=made)
    clock.advance(minutes=1)
    scene.by_now(together.agree, scene.yui, made)
    assert retention.take_back_again(scene.store) == 0
    assert scene.row(made).state == CommentState.PUBLISHED


def test_taking_everything_back_takes_ones_agreement_from_what_another_wrote(scene):
    made = scene.agreed()
    scene.act(service.withdraw_all, scene.yui)
    assert (scene.row(made).state, scene.row(made).words) == (CommentState.SHOWN, "We wait.")


def test_who_is_erased_leaves_nothing_in_a_view_together(scene):
    made = scene.agreed()
    erase(scene, scene.yas)
    assert (scene.row(made).state, scene.row(made).words, scene.row(made).account_id) == (
        CommentState.WITHDRAWN,
        "",
        None,
    )
    assert scene.every(Agreement) == []


def test_what_was_made_after_the_note_is_not_touched(scene, clock):
    with scene.store.writing() as session:
        withdrawals.note_account(session, scene.yas.account_id)
    with scene.store.writing() as session:
        account = session.get(Account, scene.yas.account_id)
        account.made_at = clock() + timedelta(seconds=1)
        session.add(account)
        session.commit()
    assert retention.take_back_again(scene.store) == 0


def test_a_withdrawal_that_the_database_did_not_keep_is_done_at_the_next_start(scene):
    taken = scene.published(words=WORDS)
    with scene.store.writing() as session:
        withdrawals.note_comment(session, taken)
    assert retention.take_back_again(scene.store) == 1
    assert scene.row(taken).state == CommentState.WITHDRAWN


def test_starting_again_takes_nothing_back_twice(scene):
    scene.withdraw(scene.send())
    assert retention.take_back_again(scene.store) == 0


def test_a_last_line_that_was_cut_off_is_passed_over(scene):
    scene.withdraw(scene.send())
    with scene.store.withdrawals.open("a", encoding="utf-8") as file:
        file.write('{"kind": "comm')
    assert len(list(scene.noted())) == 1


def test_a_note_after_one_that_was_cut_off_has_a_line_of_its_own(scene):
    scene.withdraw(scene.send())
    with scene.store.withdrawals.open("a", encoding="utf-8") as file:
        file.write('{"kind": "comm')
    scene.withdraw(scene.send())
    assert len(list(scene.noted())) == 2


def test_where_it_cannot_be_noted_nothing_is_taken_back_and_nothing_is_lost(scene, tmp_path):
    made = scene.send(words=WORDS)
    scene.store.withdrawals.unlink(missing_ok=True)
    scene.store.withdrawals.mkdir()
    with pytest.raises(StorageUnavailable, match="Nothing was taken back"):
        scene.withdraw(made)
    assert scene.row(made).words == WORDS
