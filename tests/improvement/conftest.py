"""A small report whose actions belong to agencies of every kind, and the people who work on them."""

import pytest

from cscp_core.evidence.rules import WorkStatus
from cscp_core.improvement import service
from cscp_core.people.permissions import Role
from tests.builders import load_into, small_row, write_folder
from tests.conftest import make_account

TINY = "tiny-2020-21"
AGENCIES = [
    {"agency_id": "council", "name": "Tiny Council", "statutory_partner": "yes"},
    {"agency_id": "youth", "name": "Tiny Youth Service", "part_of": "council", "statutory_partner": "no"},
    {"agency_id": "icb", "name": "Tiny Health Board", "kind": "health", "statutory_partner": "yes"},
    {"agency_id": "ccg", "name": "Old Health Group", "kind": "health", "successor_id": "icb"},
    {"agency_id": "police", "name": "Tiny Police", "kind": "police", "statutory_partner": "yes"},
    {"agency_id": "together", "name": "Tiny Partnership", "kind": "partnership", "statutory_partner": "no"},
    {"agency_id": "charity", "name": "Tiny Charity", "kind": "voluntary", "statutory_partner": "no"},
]
PARTNERS = {
    "cora": "council",
    "carl": "council",
    "eve": "youth",
    "hal": "icb",
    "olga": "ccg",
    "pat": "police",
    "cher": "charity",
}
OWNERS = {
    "partnerships": "together",
    "councils": "council",
    "youths": "youth",
    "ccgs": "ccg",
    "polices": "police",
    "nobodys": "",
}
"""The agency of each action, by the action's id."""


def action(recommendation_id, agency_id, **cells):
    known = {
        "theme_id": "neglect",
        "kind": "action",
        "text": "Ask children.",
        "plain": "Ask us.",
        "work_status": "not reported",
        "status_as_reported": "In progress",
        "section": "1.1",
    }
    return known | {"recommendation_id": recommendation_id, "agency_id": agency_id} | cells


ROWS = [
    *(action(name, agency_id) for name, agency_id in OWNERS.items()),
    action("strength", "council", kind="strength"),
]


@pytest.fixture
def folder(tmp_path):
    agencies = [small_row("agencies", **cells) for cells in AGENCIES]
    return write_folder(tmp_path / "actions", agencies=agencies, recommendations=ROWS)


@pytest.fixture
def report(store, folder):
    load_into(store, folder)
    return store


@pytest.fixture
def people(report):
    """Everybody by user name: the partners, and the scrutineer, dee."""
    with report.writing() as session:
        found = {
            name: make_account(session, name, Role.PARTNER, name=name.title(), agency_id=agency_id, answers=True)
            for name, agency_id in PARTNERS.items()
        }
        return found | {"dee": make_account(session, "dee", Role.SCRUTINEER, name="Dee")}


@pytest.fixture
def update(report, people):
    """Returns a function that updates an action, by cora of the council unless said otherwise."""

    def make(recommendation_id="councils", *, by="cora", seen=0, report_id=TINY, **details):
        with report.writing() as session:
            service.update_action(
                session,
                people[by],
                report_id=report_id,
                recommendation_id=recommendation_id,
                seen_version=seen,
                **{"status": WorkStatus.ON_TRACK} | details,
            )

    return make


@pytest.fixture
def recheck(report, people):
    """Returns a function that looks again at the council's action."""

    def make(*, by="dee", seen=1, held=True, words="The audit of May 2027 finds the same.", of="councils"):
        with report.writing() as session:
            service.recheck_action(
                session, people[by], report_id=TINY, recommendation_id=of, seen_version=seen, held=held, words=words
            )

    return make
