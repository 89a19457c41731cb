"""The scrutineer's monthly note: one a month, by version, for Young Advisors alone."""

import pytest

from cscp_core.errors import ChangedMeanwhile, NotAllowed, TextRefused
from cscp_core.notices.rules import NoticeKind
from feedback.because import notes
from tests.feedback.scene import TODAY, YOUNG


def send(scene, words="I read what you wrote.", version=0, actor=None):
    scene.act(notes.send_note, actor or scene.dee, version=version, words=words)


def read(scene, actor=None):
    return [(one.when, one.words) for one in scene.ask(notes.list_notes, actor or scene.yas)]


@pytest.mark.engine
def test_young_advisors_read_the_note_of_each_month_and_are_told(scene, clock):
    send(scene)
    assert all(scene.notices(scene.people[name]) == [NoticeKind.NOTE] for name in YOUNG)
    clock.advance(days=31)
    send(scene, "I asked the council.")
    assert [words for _, words in read(scene)] == ["I asked the council.", "I read what you wrote."]
    assert read(scene)[-1][0] == f"{TODAY:%B %Y}"


def test_a_note_is_changed_only_as_it_was_seen(scene):
    send(scene)
    assert scene.ask(notes.find_note, scene.dee).version == 1
    with pytest.raises(ChangedMeanwhile) as error:
        send(scene, "Other.", version=0)
    assert error.value.theirs == "I read what you wrote."
    send(scene, "Other.", version=1)
    assert [words for _, words in read(scene)] == ["Other."]


def test_an_empty_note_is_refused(scene):
    with pytest.raises(TextRefused):
        send(scene, " ")


@pytest.mark.parametrize("by", ["sam", "pat", "len", "yas", "lou", "system"])
def test_nobody_else_writes_it(scene, by):
    with pytest.raises(NotAllowed):
        send(scene, actor=scene.people[by])


@pytest.mark.parametrize("by", ["sam", "pat", "len", "lou", "dee", "system"])
def test_nobody_else_reads_it(scene, by):
    with pytest.raises(NotAllowed):
        read(scene, scene.people[by])


def test_the_trail_does_not_hold_its_words(scene):
    send(scene, "Quillword.")
    assert "Quillword" not in " ".join(row.detail + row.subject for row in scene.trail())
