"""Views together from before wordings were checked: what nobody checked is read by no young person until it is."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account
from cscp_core.storage import migrate
from feedback.comments import checking
from feedback.comments.rules import CommentState
from feedback.comments.tables import Comment
from feedback.together import service
from tests.builders import load_into
from tests.feedback.scene import TINY, Scene, write_voices

WHEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
BEFORE = next(
    one.down_revision
    for one in ScriptDirectory.from_config(migrate.alembic_config()).walk_revisions()
    if one.path.endswith("wordings_are_checked.py")
)
PEOPLE = (("yas", Role.YOUNG_ADVISOR), ("yui", Role.YOUNG_ADVISOR), ("sam", Role.BUSINESS_MANAGER))


def insert(connection, table, **values):
    found = sa.Table(table, sa.MetaData(), autoload_with=connection)
    unset = {
        one.name: False if isinstance(one.type, sa.Boolean) else 0 if isinstance(one.type, sa.Integer) else ""
        for one in found.columns
        if not one.nullable and not one.primary_key and one.server_default is None
    }
    connection.execute(found.insert().values(**unset | values))


def old_comment(connection, state, words):
    insert(
        connection, "comment", comment_id="sent", version=1, kind="our view", state=state, role="Young Advisor",
        report_id=TINY, source_kind="theme", source_id="neglect", theme_id="neglect", seen="Neglect",
        readers="meetings and reports", words=words, made_at=WHEN, sent_at=WHEN, settled_at=WHEN, published_at=WHEN,
    )  # fmt: skip


@pytest.fixture
def moved(place, tmp_path, clock):
    """A database in which a view of a theme was agreed by both and sent, or by one and not, brought to the newest."""

    def made(state, theme_id="neglect", agreed=(1, 2)):
        store = place("old-views")
        config = migrate.alembic_config()
        with store.engine.execution_options(writing=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, BEFORE)
            insert(connection, "report", report_id=TINY, title="Tiny", partnership="Tiny", load_number=1)
            for number, (username, role) in enumerate(PEOPLE, 1):
                insert(
                    connection, "account", account_id=number, username=username, name=username, role=role.label,
                    made_at=WHEN, version=1, password_hash="-",
                )  # fmt: skip
            if state:
                old_comment(connection, state, "We wait.")
            insert(
                connection, "joint_view", report_id=TINY, theme_id=theme_id, version=3, stands="partly",
                words="We wait.", changed_at=WHEN, comment_id="sent" if state else "",
            )  # fmt: skip
            for account_id in agreed:
                insert(
                    connection, "agreement", report_id=TINY, theme_id=theme_id, version=3, account_id=account_id,
                    at=WHEN,
                )  # fmt: skip
        migrate.upgrade(store, "demo")
        load_into(store, write_voices(tmp_path / "report"))
        actors = {
            name: Actor(account_id=number, username=name, name=name, role=role)
            for number, (name, role) in enumerate(PEOPLE, 1)
        }
        return Scene(store, clock, actors)

    return made


def words(scene, by="yui", theme_id="neglect"):
    found = scene.ask(service.list_wordings, scene.people[by], report_id=TINY, theme_id=theme_id)
    return [one.words for one in found]


def test_what_nobody_had_checked_waits_to_be_checked_and_no_young_person_reads_it(moved):
    scene = moved(None, agreed=(1,))
    assert [words(scene, name) for name in ("yas", "yui")] == [[], []]
    (waiting,) = scene.ask(checking.to_check, scene.people["sam"]).items
    assert (waiting.words, waiting.stance, waiting.whose) == ("We wait.", "partly", "Young Advisors")
    scene.publish(waiting.comment_id, scene.people["sam"])
    assert words(scene) == ["We wait."]


def test_what_was_published_stays_published_with_those_who_agreed(moved):
    scene = moved(CommentState.PUBLISHED)
    assert words(scene) == ["We wait."]
    assert list(scene.ask(service.list_published, scene.people["sam"], report_id=TINY)) == ["neglect"]


def test_what_all_had_agreed_to_is_published_once_it_is_checked(moved):
    scene = moved(CommentState.SENT)
    assert words(scene) == []
    scene.publish("sent", scene.people["sam"])
    assert list(scene.ask(service.list_published, scene.people["sam"], report_id=TINY)) == ["neglect"]


@pytest.mark.parametrize("state", [CommentState.SENT_BACK, CommentState.HELD])
def test_what_was_sent_back_or_held_is_read_by_no_young_person(moved, state):
    scene = moved(state)
    assert [words(scene, name) for name in ("yas", "yui")] == [[], []]
    assert [one.state for one in scene.every(Comment)] == [state]


def test_a_person_who_agreed_before_still_agrees(moved):
    scene = moved(None, agreed=(2,))
    (waiting,) = scene.ask(checking.to_check, scene.people["sam"]).items
    scene.publish(waiting.comment_id, scene.people["sam"])
    found = {name: scene.ask(service.list_wordings, scene.people[name], report_id=TINY, theme_id="neglect")[0].you_agree
             for name in ("yas", "yui")}  # fmt: skip
    assert found == {"yas": False, "yui": True}
    assert len(scene.every(Account)) == len(PEOPLE)
