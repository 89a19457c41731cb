"""Builders: each fills in what a test does not care about."""

import csv
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cscp_core.evidence import loader
from cscp_core.evidence.rules import HowFar, HowKnown, Polarity, ValueState
from cscp_core.evidence.sheets import BY_NAME, SHEETS
from cscp_core.evidence.views import Claim, Figure
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.grades.rules import Confirmed, GradedClaim
from cscp_core.storage import trail
from cscp_core.storage.session import Store
from cscp_core.storage.tables import TrailRow

SMALL: dict[str, list[dict[str, str]]] = {
    "report": [
        {
            "report_id": "tiny-2020-21",
            "title": "Tiny report",
            "partnership": "Tiny Partnership",
            "period": "2020-21",
            "home_area": "Camden",
            "covers": "One year.",
            "not_loaded": "Nothing.",
        }
    ],
    "sections": [{"section": "1.1", "title": "Only section", "starts_with": "1.1"}],
    "agencies": [
        {
            "agency_id": "council",
            "name": "Tiny Council",
            "short_name": "Council",
            "kind": "council",
            "statutory_partner": "yes",
        }
    ],
    "themes": [
        {
            "theme_id": "neglect",
            "name": "Neglect",
            "plain_name": "Not being looked after",
            "is_priority": "yes",
            "section": "1.1",
            "said": "It fell.",
            "behind": "One rate.",
            "ask": "What changed?",
        }
    ],
    "indicators": [
        {
            "indicator_id": "neglect-rate",
            "theme_id": "neglect",
            "name": "Rate of neglect",
            "plain_name": "How many",
            "unit": "per 10,000 children",
            "polarity": "no judgement",
            "polarity_reason": "It counts what is found.",
            "agency_id": "council",
            "false_assurance": "yes",
            "section": "1.1",
        }
    ],
    "figures": [
        {
            "figure_id": "figure-1.1-01",
            "indicator_id": "neglect-rate",
            "area": "Camden",
            "period": "2020-21",
            "value": "19",
            "unit": "per 10,000 children",
            "state": "printed",
            "section": "1.1",
            "as_printed": "19",
            "context": "the rate was 19",
        }
    ],
    "claims": [
        {
            "claim_id": "claim-1.1-01",
            "section": "1.1",
            "theme_id": "neglect",
            "text": "Neglect fell.",
            "plain": "Fewer children were neglected.",
            "how_far": "Output",
            "how_known": "said",
            "reason": "A rate without a base.",
            "lacks": "a base",
            "agency_id": "council",
            "figure_ids": "figure-1.1-01",
        }
    ],
}


def write_folder(path: Path, **sheets: list[dict[str, str]]) -> Path:
    """Writes a small valid report folder; `sheets` replace the rows of the files that they name."""
    path.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        rows = sheets.get(sheet.name, SMALL.get(sheet.name, []))
        write_sheet(path, sheet.name, rows)
    return path


def write_sheet(path: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Writes one file of a folder; cells that a row leaves out are empty."""
    columns = [column.name for column in BY_NAME[name].columns]
    with (path / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def small_row(sheet: str, **cells: str) -> dict[str, str]:
    """The first row of a sheet of the small folder, with some cells changed."""
    return SMALL[sheet][0] | cells


def load_into(store: Store, path: Path) -> loader.Outcome:
    """Loads a folder as the command line does."""
    with store.writing() as session:
        return loader.load_folder(session, SYSTEM, path=path)


def make_figure(**details: Any) -> Figure:
    known: dict[str, Any] = {
        "figure_id": "figure-1.1-01",
        "indicator_id": "missing-children",
        "indicator": "Missing children",
        "plain_indicator": "Children who went missing",
        "theme_id": "neglect",
        "category": "",
        "area": "Camden",
        "period": "2019-20",
        "value": 132.0,
        "unit": "children",
        "state": ValueState.PRINTED,
        "qualifier": "",
        "numerator": None,
        "denominator": None,
        "section": "3.1.8",
        "as_printed": "132",
        "context": "132 children",
        "note": "",
        "polarity": Polarity.NONE,
        "polarity_reason": "It counts what is found.",
        "false_assurance": False,
        "definition": "",
        "agency_id": "council",
        "place": 0,
    }
    return Figure(**known | details)


def make_claim(**details: Any) -> Claim:
    known: dict[str, Any] = {
        "claim_id": "claim-1.1-01",
        "section": "1.1",
        "theme_id": "neglect",
        "text": "Neglect fell.",
        "hedged": False,
        "plain": "Fewer children were neglected.",
        "how_far": HowFar.OUTPUT,
        "how_known": HowKnown.SAID,
        "reason": "A rate without a base.",
        "lacks": "a base",
        "agency_id": "council",
        "agency": "Council",
        "figure_ids": (),
        "load_number": 1,
    }
    return Claim(**known | details)


def make_graded(confirmed: Confirmed | None = None, **details: Any) -> GradedClaim:
    return GradedClaim(make_claim(**details), confirmed, confirmed.version if confirmed else 0)


def make_confirmed(**details: Any) -> Confirmed:
    known: dict[str, Any] = {
        "how_far": HowFar.OUTPUT,
        "how_known": HowKnown.SAID,
        "reason": "",
        "by": "dee",
        "at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "version": 1,
        "data_version": 1,
    }
    return Confirmed(**known | details)


@dataclass(frozen=True)
class WordOf:
    """A member of an enum as earlier versions kept it on the trail: the words that were shown."""

    value: str


def facts_of(row: TrailRow) -> dict[str, Any]:
    """The facts of a row of the trail; those from an enum by their labels."""
    facts: dict[str, Any] = json.loads(row.detail)
    return {name: trail.describe_fact(fact) if isinstance(fact, dict) else fact for name, fact in facts.items()}
