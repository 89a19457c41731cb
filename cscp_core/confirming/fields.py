"""What of a drafted row a person reads and may change, kind by kind, and how each is named on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from cscp_core.evidence.sheets import BY_NAME, Kind

KINDS = {
    "sections": "Section",
    "figures": "Figure",
    "claims": "Claim",
    "recommendations": "Recommendation or action",
    "reviews": "Review",
    "voices": "Voice",
    "challenges": "Challenge on record",
    "gaps": "What is not said",
    "bodies": "Body",
    "glossary": "Term",
}
"""Sheets of a draft in the order in which rows of one place are read, each with its word."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One cell of a drafted row. `choices`: the only words that it may hold. `of` names where its choices come from,
    where they depend on the report: themes, agencies or indicators."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    of: str = ""
    long: bool = False


LABELS = {
    "figures": {
        "as_printed": "As printed", "value": "Value", "unit": "Unit", "what": "What it counts", "category": "Part",
        "period": "Time", "area": "Place", "qualifier": "Word before it", "numerator": "Count", "denominator": "Of",
        "state": "Value is", "indicator_id": "Measure", "theme_id": "Theme", "note": "Note",
    },
    "claims": {
        "text": "Claim", "plain": "In plain words", "how_far": "How far", "how_known": "How we know",
        "agency_id": "Agency", "theme_id": "Theme", "hedged": "Hedged", "lacks": "What it lacks", "reason": "Why",
    },
    "recommendations": {
        "text": "What is to be done", "kind": "Kind", "owner": "Owner", "due": "By when", "agency_id": "Agency",
        "theme_id": "Theme", "status_as_reported": "Progress as reported", "work_status": "Status",
        "evidence_of_impact": "Evidence of change", "review_id": "Review", "plain": "In plain words",
    },
    "reviews": {
        "title": "Title", "kind": "Kind", "body": "Carried out by", "dates": "When", "outcome": "Outcome",
        "theme_id": "Theme", "summary": "What it looked at",
    },
    "voices": {"text": "What they said", "who": "Who", "theme_id": "Theme", "what_came": "What came of it"},
    "challenges": {
        "text": "What was asked", "asked_by": "Asked by", "asked_of": "Asked of", "theme_id": "Theme",
        "what_came": "What came of it",
    },
    "gaps": {"text": "What is missing", "theme_id": "Theme"},
    "bodies": {"name": "Name", "kind": "Kind", "chair": "Chaired by", "meets": "How often it meets", "note": "Note"},
    "glossary": {"abbreviation": "Term", "expansion": "Stands for", "plain": "In plain words"},
    "sections": {"title": "Title"},
}  # fmt: skip
CHOSEN = {"theme_id": "themes", "agency_id": "agencies", "indicator_id": "indicators"}
LONG = frozenset({"text", "plain", "summary", "note", "reason", "lacks", "what_came"})
HEADLINE = {
    "figures": ("as_printed", "what"),
    "bodies": ("name",),
    "glossary": ("abbreviation", "expansion"),
    "reviews": ("title",),
    "sections": ("title",),
}
"""Cells that tell a row in a line; of every other kind its text."""
ALIKE = {
    "figures": ("what", "unit"),
    "claims": ("agency_id", "theme_id"),
    "recommendations": ("agency_id", "theme_id", "kind"),
    "reviews": ("kind",),
    "voices": ("who", "theme_id"),
    "challenges": ("theme_id",),
    "gaps": ("theme_id",),
    "bodies": ("kind",),
}
"""Two rows of a kind are alike where all of these say the same; rows of any other kind never are."""
SHARED = frozenset(
    (
        "agency_id", "area", "category", "how_far", "how_known", "indicator_id", "kind", "period", "theme_id", "unit",
        "what", "who", "work_status",
    )
)  # fmt: skip
"""Cells whose change may be made in alike rows too. What a row alone says, its text or number, is not among them."""


def fields_of(sheet: str) -> tuple[Field, ...]:
    """The cells of a kind of row, the most important first."""
    columns = {one.name: one for one in BY_NAME[sheet].columns}
    made = []
    for name, label in LABELS[sheet].items():
        column = columns.get(name)
        choices = column.choices if column else ()
        if column and column.kind is Kind.YES_NO:
            choices = ("yes", "no")
        made.append(Field(name=name, label=label, choices=choices, of=CHOSEN.get(name, ""), long=name in LONG))
    return tuple(made)


def headline(sheet: str, cells: Mapping[str, str]) -> str:
    """A row in one line."""
    names = HEADLINE.get(sheet, ("text",))
    return ", ".join(filter(None, (cells.get(one, "") for one in names)))


def are_alike(sheet: str, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether what is changed in one row may be offered for another."""
    return sheet in ALIKE and all(one.get(name, "") == other.get(name, "") for name in ALIKE[sheet])
