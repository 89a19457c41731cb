"""What came of a report's checks, and marking one as explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, ExplanationRefused, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence import tables as told
from cscp_core.evidence.measures import Measure, measures
from cscp_core.free_text import tidy
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.reconciliation import generated, official_record, years
from cscp_core.reconciliation.conclusions import Conclusion, conclude
from cscp_core.reconciliation.declared import list_declared
from cscp_core.reconciliation.estimates import Known, known_of
from cscp_core.reconciliation.record_rows import PREFIX
from cscp_core.reconciliation.rules import ID_COLUMNS, RAISED, Facts, Result, Row
from cscp_core.reconciliation.tables import Explanation
from cscp_core.storage import trail
from cscp_core.storage.history import is_latest
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import ChecksAction

TABLES: dict[str, Any] = {
    "figures": told.Figure,
    "claims": told.Claim,
    "reviews": told.Review,
    "recommendations": told.Recommendation,
    "sections": told.Section,
    "indicators": told.Indicator,
    "challenges": told.RecordedChallenge,
    "voices": told.Voice,
    "gaps": told.Gap,
    "bodies": told.Body,
}
LONGEST = 1000  # characters of an explanation


@dataclass(frozen=True, kw_only=True)
class Explained:
    """That a result was explained: by whom, how, and who marked it so. `load` is the data that it explained."""

    check_id: str
    version: int
    explained_by: str
    how: str
    marked_by: str
    at: datetime
    load: int

    @property
    def stands(self) -> bool:
        """Whether it has words: one without takes the one before it back."""
        return bool(self.how)


@needs(Permission.READ_REPORT)
def results(session: Session, actor: Actor, *, report_id: str) -> list[Result]:
    """Every check of a report with what came of it, in the order declared, and of those that its rows
    suggest; then what differs from the year before.

    It changes only with a load: cache by the load numbers.
    """
    year = evidence.find_year(session, actor, report_id=report_id)
    facts = _facts(session, report_id, year.period)
    found = generated.run_all(list_declared(session, actor, report_id=report_id), facts)
    before = _before(session, actor, report_id)
    return found + (years.compared(facts, _facts(session, *before)) if before else [])


@needs(Permission.READ_REPORT)
def find(session: Session, actor: Actor, *, report_id: str, check_id: str) -> Result:
    """One result: of the report against itself, or against the official record.

    Raises:
        NotFound: the report has no such check.
    """
    if check_id.startswith(PREFIX):
        return official_record.find(session, actor, report_id=report_id, row_id=check_id)
    for result in results(session, actor, report_id=report_id):
        if result.id == check_id:
            return result
    raise NotFound("There is no check at this address.")


@needs(Permission.READ_REPORT)
def conclusions(
    session: Session, actor: Actor, *, report_id: str, theme_id: str = ""
) -> list[tuple[Measure, Conclusion]]:
    """What may be concluded from each measure of a report, or of one theme, in the report's order."""
    home = evidence.find_year(session, actor, report_id=report_id).home_area
    listed = evidence.figures(session, actor, report_id=report_id).items
    wanted = listed
    if theme_id:
        wanted = evidence.figures(session, actor, report_id=report_id, theme_id=theme_id).items
    found = known_of(listed, list_declared(session, actor, report_id=report_id))
    return [(one, conclude(one, found)) for one in measures(wanted, home)]


@needs(Permission.READ_REPORT)
def conclusions_by_theme(
    session: Session, actor: Actor, *, report_id: str
) -> dict[str, list[tuple[Measure, Conclusion]]]:
    """The same for each theme that has figures."""
    home = evidence.find_year(session, actor, report_id=report_id).home_area
    listed = evidence.figures(session, actor, report_id=report_id).items
    found = known_of(listed, list_declared(session, actor, report_id=report_id))
    by_theme = evidence.figure_ids_by_theme(session, actor, report_id=report_id)
    return {
        theme_id: [(one, conclude(one, found)) for one in measures([f for f in listed if f.figure_id in ids], home)]
        for theme_id, ids in by_theme.items()
    }


@needs(Permission.READ_REPORT)
def printed_bases(session: Session, actor: Actor, *, report_id: str) -> Known:
    """What a report prints elsewhere of its percentages and rates: populations, counts and bases."""
    return known_of(
        evidence.figures(session, actor, report_id=report_id).items, list_declared(session, actor, report_id=report_id)
    )


@needs(Permission.READ_REPORT)
def explained(session: Session, actor: Actor, *, report_id: str) -> dict[str, Explained]:
    """The explanation that stands, by check; one that was taken back is in it too, without words."""
    of_report = Explanation.report_id == report_id
    rows = session.exec(
        select(Explanation, Account)
        .join(Account, col(Account.account_id) == col(Explanation.account_id))
        .where(of_report, is_latest(Explanation.check_id, Explanation.version, of_report))
    )
    return {
        row.check_id: Explained(
            check_id=row.check_id,
            version=row.version,
            explained_by=row.explained_by,
            how=row.how,
            marked_by=account.name,
            at=row.at,
            load=row.data_version,
        )
        for row, account in rows
    }


@needs(Permission.EXPLAIN_FIGURES)
def explain(
    session: Session, actor: Actor, *, report_id: str, check_id: str, seen_version: int, explained_by: str, how: str
) -> None:
    """Marks a result as explained, by whom and how; the explanations before it are kept.

    Raises:
        NotFound: there is no such check.
        ExplanationRefused: it agrees or cannot be checked, or it is not said who explained it and how.
        ChangedMeanwhile: somebody marked it after it was read.
    """
    result = find(session, actor, report_id=report_id, check_id=check_id)
    if result.verdict not in RAISED:
        raise ExplanationRefused(
            "There is nothing to explain: you can only explain what disagrees or is worth asking about."
        )
    who, words = tidy(explained_by, "who explained it", most=120), tidy(how, "how it was explained", most=LONGEST)
    _add(session, actor, report_id, check_id, seen_version, who, words)
    trail.record(session, actor, ChecksAction.EXPLAINED, f"check {check_id}", version=seen_version + 1)
    session.commit()


@needs(Permission.EXPLAIN_FIGURES)
def take_explanation_back(session: Session, actor: Actor, *, report_id: str, check_id: str, seen_version: int) -> None:
    """Marks a result as not explained any more.

    Raises:
        NotFound: it is not explained.
        ChangedMeanwhile: somebody marked it after it was read.
    """
    standing = explained(session, actor, report_id=report_id).get(check_id)
    if standing is None or not standing.stands:
        raise NotFound("It is not marked as explained.")
    _add(session, actor, report_id, check_id, seen_version, "", "")
    trail.record(session, actor, ChecksAction.EXPLANATION_REMOVED, f"check {check_id}", version=seen_version + 1)
    session.commit()


def _add(session: Session, actor: Actor, report_id: str, check_id: str, seen: int, who: str, how: str) -> None:
    version = session.exec(
        select(func.max(Explanation.version)).where(
            Explanation.report_id == report_id, Explanation.check_id == check_id
        )
    ).one()
    if (version or 0) != seen:
        raise ChangedMeanwhile("Somebody marked this after you opened it. What you wrote is still below.")
    session.add(
        Explanation(
            report_id=report_id,
            check_id=check_id,
            version=seen + 1,
            explained_by=who,
            how=how,
            account_id=actor.own_id,
            at=now(session),
            data_version=session.get_one(told.Report, report_id).load_number,
        )
    )
    try:
        session.flush()
    except IntegrityError:
        raise ChangedMeanwhile("Somebody marked this after you opened it. What you wrote is still below.") from None


def _facts(session: Session, report_id: str, period: str) -> Facts:
    return Facts({name: _rows(session, table, name, report_id) for name, table in TABLES.items()}, period)


def _rows(session: Session, table: Any, sheet: str, report_id: str) -> Sequence[Row]:
    columns = [one for one in table.__table__.columns if one.name not in ("place", "load_number", "retired")]
    query = (
        select(*columns)
        .where(table.report_id == report_id, col(table.retired).is_(False))
        .order_by(table.place, getattr(table, ID_COLUMNS[sheet]))
    )
    return [row._mapping for row in session.exec(query)]


def _before(session: Session, actor: Actor, report_id: str) -> tuple[str, str] | None:
    """The report of the year before, if it is loaded: its id and period."""
    loaded = {one.report_id: one for one in evidence.years(session, actor)}
    own = loaded[report_id]
    found = years.year_before(
        own.partnership, own.period, {one.report_id: (one.partnership, one.period) for one in loaded.values()}
    )
    return (found, loaded[found].period) if found else None
