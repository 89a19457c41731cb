"""The scrutineer's private notebook: for nobody else, and nowhere else."""

import pytest

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, TextRefused
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges import views
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.scrutiny.meetings import suggestions
from cscp_core.scrutiny.meetings.rules import NoteKind
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.notebook import service
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.scrutiny.search.service import search
from cscp_core.scrutiny.year import service as year
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.scrutiny.year.views import fingerprint_of
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import NotebookAction
from tests.builders import load_into, small_row, write_folder
from tests.scrutiny.meetings.scene import CLAIM, TINY, TODAY, make_pick

SECRET = "heron"  # a word that nothing else holds
NOBODY_ELSE = ["sam", "pat", "ida", "hal", "lou", "yas", "len", "system"]


def write(scene, words="Ask about weekends.", actor=None, **about):
    scene.act(service.write_note, actor or scene.dee, words=words, **about)


def notes(scene, actor=None, **about):
    return scene.ask(service.list_notes, actor or scene.dee, **about)


def change(scene, note, words="Ask about nights.", actor=None, version=None):
    details = {"version": version or note.version, "words": words}
    scene.act(service.change_note, actor or scene.dee, note_id=note.note_id, **details)


def remove(scene, note, actor=None):
    scene.act(service.remove_note, actor or scene.dee, note_id=note.note_id, version=note.version)


def words(scene, **about):
    return [one.words for one in notes(scene, **about)]


def test_an_empty_notebook_is_empty(scene):
    assert notes(scene) == []


def test_a_note_is_kept_with_its_moment(scene, clock):
    write(scene)
    (note,) = notes(scene)
    assert (note.words, note.at, note.version) == ("Ask about weekends.", clock.moment, 1)


def test_a_note_may_be_about_nothing_in_particular(scene):
    write(scene)
    assert [(one.about_kind, one.about_id) for one in notes(scene)] == [("", "")]


@pytest.mark.engine
def test_notes_come_newest_first(scene, clock):
    write(scene, "first")
    clock.advance(minutes=1)
    write(scene, "second")
    write(scene, "third")
    assert words(scene) == ["third", "second", "first"]


def test_the_notes_about_one_thing_are_found_there(scene):
    write(scene, "on the claim", about_kind="claim", about_id=CLAIM)
    write(scene, "on another", about_kind="claim", about_id="claim-1.1-02")
    write(scene, "on the theme", about_kind="theme", about_id=CLAIM)
    assert words(scene, about_kind="claim", about_id=CLAIM) == ["on the claim"]
    assert len(words(scene)) == 3


@pytest.mark.parametrize("kind", ["claim", "theme", "figure", "recommendation"])
def test_a_note_on_one_report_does_not_stand_in_the_next_ones(scene, tmp_path, kind):
    following = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(scene.store, write_folder(tmp_path / "following", report=[following]))
    about = {"about_kind": kind, "about_id": CLAIM}
    write(scene, "on this year's", report_id=TINY, **about)
    assert words(scene, report_id=TINY, **about) == ["on this year's"]
    assert words(scene, report_id="tiny-2021-22", **about) == []
    assert [one.report_id for one in notes(scene)] == [TINY]


@pytest.mark.parametrize(("kind", "row_id"), [("meeting", "1"), ("agency", "council"), ("challenge", "1")])
def test_a_note_on_what_is_in_no_report_stands_there_whatever_is_loaded(scene, kind, row_id):
    write(scene, about_kind=kind, about_id=row_id)
    assert [one.report_id for one in notes(scene, about_kind=kind, about_id=row_id)] == [""]


@pytest.mark.parametrize("empty", ["", "  ", "\n\t"])
def test_a_note_without_words_is_refused(scene, empty):
    with pytest.raises(TextRefused, match="your note"):
        write(scene, empty)
    assert scene.every(PrivateNote) == []


def test_a_note_may_have_four_thousand_characters_and_no_more(scene):
    write(scene, "x" * 4000)
    with pytest.raises(TextRefused, match="4,000 characters"):
        write(scene, "x" * 4001)
    assert len(scene.every(PrivateNote)) == 1


def test_a_note_is_worded_anew(scene, clock):
    write(scene)
    clock.advance(hours=1)
    change(scene, notes(scene)[0])
    (note,) = notes(scene)
    assert (note.words, note.version, note.at) == ("Ask about nights.", 2, clock.moment)


def test_a_note_cannot_be_worded_as_nothing(scene):
    write(scene)
    with pytest.raises(TextRefused, match="your note"):
        change(scene, notes(scene)[0], " ")
    assert words(scene) == ["Ask about weekends."]


@pytest.mark.engine
def test_a_note_that_was_changed_in_another_tab_is_not_overwritten(scene):
    write(scene)
    (seen,) = notes(scene)
    change(scene, seen, "Ask about nights.")
    with pytest.raises(ChangedMeanwhile, match="another tab") as refused:
        change(scene, seen, "Ask about days.")
    assert refused.value.theirs == "Ask about nights."
    assert words(scene) == ["Ask about nights."]


def test_a_note_is_removed_for_good(scene):
    write(scene)
    remove(scene, notes(scene)[0])
    assert scene.every(PrivateNote) == []


def test_a_note_that_was_removed_is_not_found(scene):
    write(scene)
    (note,) = notes(scene)
    remove(scene, note)
    for function in (change, remove):
        with pytest.raises(NotFound, match="no such note of yours"):
            function(scene, note)


def test_another_scrutineer_has_a_notebook_of_their_own(scene):
    write(scene)
    assert notes(scene, scene.lee) == []
    assert notes(scene, scene.lee, about_kind="claim", about_id=CLAIM) == []


@pytest.mark.parametrize("function", [change, remove])
def test_another_scrutineer_neither_changes_nor_removes_a_note(scene, function):
    write(scene)
    with pytest.raises(NotFound, match="no such note of yours") as refused:
        function(scene, notes(scene)[0], actor=scene.lee)
    assert "weekends" not in str(refused.value)
    assert words(scene) == ["Ask about weekends."]


@pytest.mark.parametrize("person", NOBODY_ELSE)
def test_nobody_else_reads_a_note(scene, person):
    write(scene)
    with pytest.raises(NotAllowed, match="private notebook"):
        notes(scene, scene.people[person])


@pytest.mark.parametrize("person", NOBODY_ELSE)
def test_nobody_else_writes_one(scene, person):
    with pytest.raises(NotAllowed, match="private notebook"):
        write(scene, actor=scene.people[person])
    assert scene.every(PrivateNote) == []


@pytest.mark.parametrize("person", NOBODY_ELSE)
@pytest.mark.parametrize("function", [change, remove])
def test_nobody_else_changes_or_removes_one(scene, person, function):
    write(scene)
    with pytest.raises(NotAllowed, match="private notebook"):
        function(scene, notes(scene)[0], actor=scene.people[person])
    assert words(scene) == ["Ask about weekends."]


def test_the_trail_says_that_something_was_written_and_no_more(scene):
    write(scene, f"A {SECRET}.", about_kind="claim", about_id=CLAIM)
    change(scene, notes(scene)[0], f"Two {SECRET}s.")
    remove(scene, notes(scene)[0])
    rows = scene.every(TrailRow)[-3:]
    assert [(row.action, row.subject, row.detail) for row in rows] == [
        (NotebookAction.SAVED, "a note", "{}"),
        (NotebookAction.SAVED, "a note", "{}"),
        (NotebookAction.REMOVED, "a note", "{}"),
    ]


@pytest.fixture
def busy(scene):
    """A partnership at work on the very things that the scrutineer has written a note about."""
    asked = scene.raise_challenge()
    meeting_id = scene.open(make_pick())
    about = (("claim", CLAIM), ("theme", "neglect"), ("challenge", str(asked)), ("meeting", str(meeting_id)), ("", ""))
    for kind, row_id in about:
        write(scene, f"A {SECRET}.", about_kind=kind, about_id=row_id)
    change(scene, notes(scene)[0], f"Two {SECRET}s.")
    scene.answer(asked)
    scene.close(asked)
    scene.capture(meeting_id, NoteKind.CHALLENGE, item_id=scene.item(meeting_id).item_id)
    scene.end(meeting_id)
    of_year = {"report_id": TINY, "year": year_of(TODAY, "04-01")}
    drawn = fingerprint_of(scene.ask(year.the_year, scene.dee, **of_year))
    scene.act(year.ask_to_check, scene.dee, **of_year, drawn=drawn, due_on=TODAY.replace(month=12))
    return scene


def test_no_other_table_of_the_database_holds_a_word_of_the_notebook(busy):
    assert SECRET in busy.words()
    assert SECRET not in busy.words("private_note")


def test_once_removed_no_table_holds_a_word_of_the_notebook(busy):
    for note in notes(busy):
        remove(busy, note)
    assert SECRET not in busy.words()


def test_the_search_finds_no_word_of_the_notebook(busy):
    for actor in busy.people.values():
        assert busy.ask(search, actor, report_id=TINY, text=SECRET).total == 0


@pytest.mark.parametrize("person", ["dee", "lee", "sam", "pat"])
def test_no_challenge_shows_a_word_of_the_notebook(busy, person):
    actor = busy.people[person]
    shown = busy.ask(challenges.list_register, actor, page=None)
    whole = [busy.challenge(one.challenge_id, actor) for one in shown.items]
    found = busy.ask(challenges.list_register, actor, wanted=views.RegisterFilter(text=SECRET))
    assert SECRET not in repr((shown, whole))
    assert found.total == 0


@pytest.mark.parametrize("person", ["dee", "lee", "sam", "pat", "lou"])
def test_no_meeting_shows_a_word_of_the_notebook(busy, person):
    actor = busy.people[person]
    whole = [busy.meeting(one.meeting_id, actor) for one in busy.ask(meetings.list_meetings, actor).items]
    shown = [busy.ask(meetings.on_screen, actor, item=item) for one in whole for item in one.items]
    assert SECRET not in repr((whole, shown))


def test_nothing_that_is_suggested_holds_a_word_of_the_notebook(busy):
    found = busy.ask(suggestions.suggest_items, busy.dee, report_id=TINY, most=50)
    asked = busy.ask(missing.list_questions, busy.dee, report_id=TINY)
    assert SECRET not in repr((found, asked))


@pytest.mark.parametrize("person", ["dee", "sam", "lou"])
def test_the_year_shows_no_word_of_the_notebook(busy, person):
    shown = busy.ask(year.the_year, busy.people[person], report_id=TINY, year=year_of(TODAY, "04-01"))
    assert SECRET not in repr(shown)
