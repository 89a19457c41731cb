"""What the audit trail keeps of updates."""

import pytest

from cscp_core.errors import UpdateRefused
from cscp_core.evidence.rules import WorkStatus
from cscp_core.people.tables import Account
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ProgressAction
from tests.builders import facts_of
from tests.improvement.conftest import TINY
from tests.improvement.test_service import EVIDENCED, every, one


def last_row(store):
    return every(store, TrailRow)[-1]


def test_an_update_stands_in_the_trail_without_its_words(report, update, people):
    update(**EVIDENCED, words="We did it.")
    row = last_row(report)
    assert (row.who, row.action, row.subject, facts_of(row)) == (
        f"account {people['cora'].account_id}",
        ProgressAction.PROGRESS_RECORDED,
        f"{TINY} councils",
        {"references": 1, "status": "done, evidenced", "version": 1},
    )


def test_a_look_again_stands_in_the_trail_without_its_words(report, update, recheck):
    update(**EVIDENCED)
    recheck(held=False, words="Three of twelve.")
    row = last_row(report)
    assert (row.action, row.subject, facts_of(row)) == (
        ProgressAction.RECHECKED,
        f"{TINY} councils",
        {"held": False},
    )


def test_a_refused_update_leaves_no_trace_in_the_trail(report, update):
    before = len(every(report, TrailRow))
    with pytest.raises(UpdateRefused):
        update(status=WorkStatus.STOPPED)
    assert len(every(report, TrailRow)) == before


def test_a_colleague_whose_account_was_disabled_is_still_named(report, update, people, clock):
    update()
    with report.writing() as session:
        account = session.get(Account, people["cora"].account_id)
        account.disabled_at = clock.moment
        session.commit()
    assert one(report).by == "Cora"
