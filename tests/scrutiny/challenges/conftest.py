"""A small partnership with a report, agencies of every kind and their people: made once, copied for every test."""

from pathlib import Path

import pytest

from cscp_core.scrutiny.meetings import tables  # noqa: F401  a challenge may name the meeting that it was raised in
from tests.builders import load_into, small_row, write_folder
from tests.conftest import Clock, Places
from tests.databases import Databases, opened, settle
from tests.scrutiny.asking import AGENCIES, Asking, add_people, people_of

THEMES = [small_row("themes"), small_row("themes", theme_id="abuse", name="Abuse", plain_name="Abuse")]
RECOMMENDATIONS = [
    {
        "recommendation_id": "rec-1.1-01",
        "theme_id": "neglect",
        "kind": "action",
        "text": "Ask children what helped.",
        "plain": "Ask us.",
        "agency_id": "ccg",
        "work_status": "not reported",
        "section": "1.1",
    }
]
CHALLENGES = [
    {
        "challenge_id": f"challenge-1.1-{number:02}",
        "theme_id": theme_id,
        "section": "1.1",
        "asked_by": "Independent Scrutineer",
        "asked_of": asked_of,
        "agency_id": agency_id,
        "text": "So what?",
        "plain": "So what?",
        "what_came": what_came,
    }
    for number, theme_id, asked_of, agency_id, what_came in [
        (1, "neglect", "The council", "council", "A protocol."),
        (2, "neglect", "The old group", "ccg", ""),
        (3, "abuse", "Everybody", "", ""),
    ]
]


@pytest.fixture(scope="session")
def partnership_file(tmp_path_factory: pytest.TempPathFactory, databases: Databases, migrated: Path) -> Path:
    folder = tmp_path_factory.mktemp("partnership")
    path = folder / "partnership.sqlite3"
    databases.copy(migrated, path)
    made = opened(databases, path, Clock())
    agencies = [{"short_name": one["name"], "statutory_partner": "no"} | one for one in AGENCIES]
    report = write_folder(
        folder / "report",
        agencies=agencies,
        themes=THEMES,
        recommendations=RECOMMENDATIONS,
        challenges=CHALLENGES,
    )
    load_into(made, report)
    with made.writing() as session:
        add_people(session)
    settle(made)
    return path


@pytest.fixture
def asking(place: Places, partnership_file: Path) -> Asking:
    store = place("partnership", partnership_file)
    return Asking(store, people_of(store))
