"""Rule 10: how long their words stay."""

import pytest
from typer.testing import CliRunner

from cscp_core.people.permissions import SYSTEM
from feedback.__main__ import app
from feedback.comments.rules import Readers
from feedback.comments.tables import Reply
from feedback.own import retention, service
from feedback.welfare import service as welfare
from feedback.welfare.tables import Concern
from tests.feedback.test_rule_10_their_data_is_theirs import WORDS

# how long it stays


def apply(scene, **how):
    return scene.act(retention.apply, SYSTEM, **how)


MAKE = [
    (retention.DRAFTS, lambda scene: scene.save(words=WORDS)),
    (retention.SENT_BACK, lambda scene: scene.sent_back(words=WORDS)),
    (retention.PUBLISHED, lambda scene: scene.published(words=WORDS)),
]


@pytest.mark.parametrize(("period", "make"), MAKE, ids=[period.kind for period, _ in MAKE])
def test_a_comment_stays_for_its_time_and_goes_the_day_after(scene, clock, period, make):
    made = make(scene)
    clock.advance(days=period.days)
    assert apply(scene)[period.kind] == 0
    clock.advance(days=1)
    assert apply(scene)[period.kind] == 1
    assert scene.row(made).words == ""


@pytest.mark.parametrize(
    "make", [lambda scene: scene.send(words=WORDS), lambda scene: scene.held(words=WORDS)], ids=["waits", "is held"]
)
def test_what_waits_or_is_held_is_never_forgotten_because_nobody_looked(scene, clock, make):
    made = make(scene)
    clock.advance(days=9999)
    apply(scene)
    assert scene.row(made).words == WORDS


def test_a_welfare_record_goes_after_the_day_that_was_set_and_the_held_comment_with_it(scene, clock):
    made = scene.held(words=WORDS)
    scene.act(welfare.acknowledge, scene.len, concern_id=1, version=1)
    scene.act(welfare.close, scene.len, concern_id=1, version=2, outcome="Assessed")
    clock.advance(days=6 * 365)
    assert apply(scene)[retention.WORRIES.kind] == 0
    clock.advance(days=1)
    assert apply(scene)[retention.WORRIES.kind] == 1
    assert scene.every(Concern) == []
    assert scene.row(made).words == ""


def test_a_reply_goes_with_the_last_trace_of_what_it_answered(scene, clock):
    made = scene.published(words=WORDS, readers=Readers.PARTNERS)
    scene.reply(made)
    scene.withdraw(made)
    clock.advance(days=retention.TOMBSTONES.days + 1)
    assert apply(scene)[retention.TOMBSTONES.kind] == 1
    assert scene.every(Reply) == []


def test_the_preview_says_that_a_printed_view_cannot_be_called_back(scene):
    scene.agreed()
    assert any("printed" in one for one in scene.ask(service.preview_withdrawal, scene.yas).stays)


def test_a_dry_run_counts_and_deletes_nothing(scene, clock):
    made = scene.save(words=WORDS)
    clock.advance(days=retention.DRAFTS.days + 1)
    assert apply(scene, dry_run=True)[retention.DRAFTS.kind] == 1
    assert scene.row(made).words == WORDS


def test_the_command_says_how_many_of_each_kind(fresh_process):
    from cscp_core.settings import settings
    from cscp_core.start import open_store
    from cscp_core.storage import migrate

    migrate.upgrade(open_store(settings()), "demo")
    told = CliRunner().invoke(app, ["retention", "--dry-run"])
    assert told.exit_code == 0
    assert told.output.splitlines() == [f"{one.kind}: 0 would be deleted" for one in retention.PERIODS]
