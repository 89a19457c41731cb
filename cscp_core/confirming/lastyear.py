"""What the report of the year before measured, promised and asked for, looked for in the draft of the next. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cscp_core.evidence import periods
from cscp_core.evidence.rules import HowFar, RecommendationKind
from cscp_core.labelled import Labelled

TextRow = Mapping[str, str]
STRONG = 0.75
"""Which part of a name's words must stand in a passage for it to be about the same."""
ENOUGH = 0.5
"""More than this part of a text's telling words must stand in a row that may be about the same."""
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "who",
        "will",
        "with",
        "year",
        "years",
        "report",
        "new",
        "not",
        "all",
        "more",
        "than",
        "also",
    ]
)


class Fate(Labelled):
    """What became of an item of last year's report."""

    DISAPPEARED = "disappeared", "not found again"
    RESTATED = "restated", "printed with another value"
    PROMISED = "promised", "promised, and not found again"
    FOUND = "found", "found again"


@dataclass(frozen=True, kw_only=True)
class LastYears:
    """One item of last year's report, and what this year's draft says of it. `rows` are the drafted rows that may be
    about it, by their numbers."""

    sheet: str
    row_id: str
    what: str
    said: str
    """What it said then."""
    now: str
    """What is printed now; empty where nothing is."""
    fate: Fate
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What is looked at of a drafted row."""

    row_number: int
    sheet: str
    cells: TextRow
    passage: str


Texts = Sequence[tuple[frozenset[str], Drafted]]
"""Drafted claims and actions, each with the telling words of its text."""


def words_of(text: str) -> frozenset[str]:
    """The telling words of a text, each cut to its stem."""
    found = re.findall(r"[a-z]{3,}|\d+", text.lower())
    return frozenset(re.sub(r"(?:ies|es|s|ing|ed)$", "", one) for one in found if one not in SMALL)


def measure_of(cells: TextRow, passage: str, indicators: Sequence[TextRow]) -> str:
    """The id of last year's measure that a drafted figure most likely is: the same unit, and nearly every word of its
    name in the figure's passage. Empty where none is."""
    here = words_of(f"{cells.get('what', '')} {passage}")
    best, name = 0.0, ""
    for one in indicators:
        wanted = words_of(one["name"])
        if one["unit"] != cells.get("unit") or not wanted:
            continue
        share = len(wanted & here) / len(wanted)
        if share > best:
            best, name = share, one["indicator_id"]
    return name if best >= STRONG else ""


def look_for(before: Mapping[str, Sequence[TextRow]], drafted: Sequence[Drafted], home: str) -> list[LastYears]:
    """Every measure, action and promise of last year's report with what this draft says of it: what disappeared, what
    was restated and what was promised first."""
    texts = [
        (words_of(row.cells.get("text", "")), row) for row in drafted if row.sheet in ("claims", "recommendations")
    ]
    found = [*_measures(before, drafted, home), *_actions(before, texts), *_promises(before, texts)]
    order = list(Fate)
    return sorted(found, key=lambda one: order.index(one.fate))


def _measures(before: Mapping[str, Sequence[TextRow]], drafted: Sequence[Drafted], home: str) -> Iterable[LastYears]:
    own = next((one["period"] for one in before.get("report", ())), "")
    newest: dict[str, TextRow] = {}
    for one in sorted(before.get("figures", ()), key=lambda row: row["period"] != own):
        if one["value"] and one["area"] == home:
            newest.setdefault(one["indicator_id"], one)
    now: dict[str, list[Drafted]] = {}
    for row in drafted:
        if row.sheet == "figures" and row.cells.get("indicator_id"):
            now.setdefault(row.cells["indicator_id"], []).append(row)
    for indicator in before.get("indicators", ()):
        printed = newest.get(indicator["indicator_id"])
        if printed is None:
            continue
        rows = now.get(indicator["indicator_id"], [])
        again = [one for one in rows if _is_same_time(one.cells.get("period", ""), printed["period"])]
        other = [one for one in again if one.cells.get("value") and one.cells["value"] != printed["value"]]
        is_restated = bool(other) and len(other) == len(again)
        fate = Fate.RESTATED if is_restated else Fate.FOUND if rows else Fate.DISAPPEARED
        shown = other if is_restated else rows
        yield LastYears(
            sheet="indicators",
            row_id=indicator["indicator_id"],
            what=indicator["name"],
            said=f"{printed['as_printed']} ({printed['period']})",
            now=", ".join(f"{one.cells['as_printed']} ({one.cells['period']})" for one in shown[:3]),
            fate=fate,
            rows=tuple(one.row_number for one in shown),
        )


def _is_same_time(one: str, other: str) -> bool:
    return one == other or (periods.read(one).is_definite and periods.read(one) == periods.read(other))


def _actions(before: Mapping[str, Sequence[TextRow]], texts: Texts) -> Iterable[LastYears]:
    for one in before.get("recommendations", ()):
        if one["kind"] in RecommendationKind.STRENGTH.written:
            continue
        rows = _about(one["text"], texts)
        yield LastYears(
            sheet="recommendations",
            row_id=one["recommendation_id"],
            what=one["text"],
            said=one["due"] or "no date",
            now=rows[0].cells.get("text", "") if rows else "",
            fate=Fate.FOUND if rows else Fate.PROMISED,
            rows=tuple(row.row_number for row in rows),
        )


def _promises(before: Mapping[str, Sequence[TextRow]], texts: Texts) -> Iterable[LastYears]:
    for one in before.get("claims", ()):
        if one["how_far"] not in HowFar.PLANNED.written:
            continue
        rows = _about(one["text"], texts)
        yield LastYears(
            sheet="claims",
            row_id=one["claim_id"],
            what=one["text"],
            said="planned",
            now=rows[0].cells.get("text", "") if rows else "",
            fate=Fate.FOUND if rows else Fate.PROMISED,
            rows=tuple(row.row_number for row in rows),
        )


def _about(text: str, texts: Texts) -> list[Drafted]:
    """Drafted rows with more than half of a text's telling words, the nearest first; at most three."""
    wanted = words_of(text)
    if len(wanted) < 2:
        return []
    shares = [(len(wanted & words) / len(wanted), -row.row_number, row) for words, row in texts]
    near = sorted((one for one in shares if one[0] > ENOUGH), key=lambda one: one[:2], reverse=True)
    return [row for _, _, row in near[:3]]
