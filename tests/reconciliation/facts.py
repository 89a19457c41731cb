"""Facts and checks for a test, which names only what it is about."""

from typing import Any

from cscp_core.evidence.declared import KINDS, CheckKind
from cscp_core.reconciliation.checks import result
from cscp_core.reconciliation.rules import ID_COLUMNS, Check, Facts, Result

INDICATOR = {
    "indicator_id": "contacts",
    "name": "Contacts",
    "definition": "Contacts to the front door.",
    "agency_id": "council",
    "theme_id": "front-door",
    "section": "1.1",
}


def figure(printed: str, unit: str = "contacts", **details: Any) -> dict[str, Any]:
    """A row of figures.csv as printed: the value is the number in it, unless it is given."""
    digits = "".join(mark for mark in printed if mark.isdigit() or mark == ".").strip(".")
    known = {
        "indicator_id": "contacts",
        "category": "",
        "area": "Camden",
        "period": "2019-20",
        "value": float(digits) if digits else None,
        "unit": unit,
        "state": "printed",
        "qualifier": "",
        "denominator": None,
        "section": "1.1",
        "as_printed": printed,
    }
    return known | details


def claim(section: str, text: str = "It was done.", **details: Any) -> dict[str, Any]:
    known = {"section": section, "text": text, "theme_id": "front-door", "agency_id": "council", "how_far": "activity"}
    return known | details


def facts(period: str = "2019-20", sections: tuple[str, ...] = ("1.1", "1.2"), **rows: Any) -> Facts:
    """Facts with figures named f1, f2 and so on in the order given, and any other rows by sheet."""
    figures = [row | {"figure_id": f"f{number}"} for number, row in enumerate(rows.pop("figures", ()), 1)]
    sheets: dict[str, Any] = {name: [] for name in ID_COLUMNS}
    sheets |= {"figures": figures, "indicators": [INDICATOR, *rows.pop("indicators", ())]}
    sheets["sections"] = [{"section": one, "title": f"Section {one}"} for one in sections]
    for name, listed in rows.items():
        sheets[name] = [*sheets[name], *listed]
    return Facts(sheets, period)


def found(kind: CheckKind, *figures: dict[str, Any], against: tuple[dict[str, Any], ...] = (), **how: Any) -> Result:
    """What a check of a kind says of figures, and of what they are held against."""
    options = KINDS[kind].options
    rows = how.pop("rows", {})
    names = [f"f{number}" for number in range(1, len(figures) + len(against) + 1)]
    check = Check(
        check_id="a-check",
        kind=kind,
        figure_ids=tuple(names[: len(figures)]),
        against_ids=tuple(names[len(figures) :]),
        refs=how.pop("refs", ()),
        words=how.pop("words", ""),
        option=how.pop("option", options[0] if options else ""),
        why="It matters.",
    )
    return result(check, facts(figures=[*figures, *against], **rows, **how))
