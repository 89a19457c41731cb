"""What of a loaded report is still to be filled in: a report may be loaded before everything in it is known."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.evidence import tables as t
from cscp_core.evidence.rules import ValueState
from cscp_core.people.permissions import Actor, Permission, needs


@dataclass(frozen=True)
class UnfilledRow:
    """One row, and what it is about in a few words."""

    row_id: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Unfilled:
    """One thing that is missing in a sheet, with the rows where it is. Without rows, the whole sheet is."""

    sheet: str
    what: str
    rows: tuple[UnfilledRow, ...] = ()


LATER: tuple[tuple[str, Any, str, str, str, str], ...] = (
    ("claims", t.Claim, "claim_id", "plain", "text", "plain words"),
    ("claims", t.Claim, "claim_id", "reason", "text", "the reason for its grade"),
    ("claims", t.Claim, "claim_id", "lacks", "text", "what it still lacks"),
    ("recommendations", t.Recommendation, "recommendation_id", "plain", "text", "plain words"),
    ("challenges", t.RecordedChallenge, "challenge_id", "plain", "text", "plain words"),
    ("voices", t.Voice, "voice_id", "plain", "text", "plain words"),
    ("glossary", t.Term, "term_id", "plain", "abbreviation", "plain words"),
)
"""Columns that may come later: sheet, table, id, column, what tells the row, and what is missing."""


@needs(Permission.LOAD_REPORT)
def list_unfilled(session: Session, actor: Actor, *, report_id: str) -> list[Unfilled]:
    """What is missing, in the order of the sheets: awaited figures first."""
    awaited = Unfilled(sheet="figures", what="the figure: it is awaited", rows=_awaited(session, report_id))
    found = [awaited] if awaited.rows else []
    if session.exec(_kept(t.Claim, report_id).limit(1)).first() is None:
        found.append(Unfilled(sheet="claims", what="every claim: none is loaded"))
    for sheet, table, id_column, column, about, what in LATER:
        query = _kept(table, report_id).where(getattr(table, column) == "").order_by(table.place)
        rows = tuple(UnfilledRow(getattr(row, id_column), getattr(row, about)) for row in session.exec(query))
        if rows:
            found.append(Unfilled(sheet=sheet, what=what, rows=rows))
    return found


def _awaited(session: Session, report_id: str) -> tuple[UnfilledRow, ...]:
    query = (
        select(t.Figure, t.Indicator)
        .where(
            t.Figure.report_id == report_id,
            col(t.Figure.retired).is_(False),
            t.Figure.state == ValueState.AWAITED,
            col(t.Indicator.report_id) == col(t.Figure.report_id),
            col(t.Indicator.indicator_id) == col(t.Figure.indicator_id),
        )
        .order_by(col(t.Figure.place))
    )
    return tuple(
        UnfilledRow(figure.figure_id, ", ".join(filter(None, (indicator.name, figure.category))))
        for figure, indicator in session.exec(query)
    )


def _kept(table: Any, report_id: str) -> Any:
    return select(table).where(table.report_id == report_id, col(table.retired).is_(False))
