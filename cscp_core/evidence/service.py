"""What can be asked of a report: its year, themes, figures, reviews, recommendations, words, and a search over all."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.evidence import finding
from cscp_core.evidence import tables as t
from cscp_core.evidence import views as v
from cscp_core.evidence.ownership import partnership_id
from cscp_core.people.permissions import Actor, Permission, may, needs
from cscp_core.people.tables import Agency
from cscp_core.storage.paging import PAGE_SIZE, Page, offset

T = TypeVar("T", bound=t.Told)
MEMBER = "member"
"""The kind of a row of bodies that is a seat in the partnership."""


@needs(Permission.READ_REPORT)
def years(session: Session, actor: Actor) -> list[v.Year]:
    """Every loaded report, newest period first. One that is being read is shown to the office alone, after the others:
    no screen opens it by itself."""
    kept = select(t.Report).where(col(t.Report.withdrawn).is_(False))
    if not may(actor, Permission.SEE_BEING_READ):
        kept = kept.where(col(t.Report.being_read).is_(False))
    in_order = (col(t.Report.being_read), col(t.Report.period).desc(), col(t.Report.report_id))
    rows = session.exec(kept.order_by(*in_order)).all()
    are_several = len({partnership_id(row.partnership) for row in rows}) > 1
    return [v.year_of(row, row.partnership if are_several else "") for row in rows]


@needs(Permission.READ_REPORT)
def find_year(session: Session, actor: Actor, *, report_id: str = "") -> v.Year:
    """One report; without an id the newest.

    Raises:
        NotFound: there is no such report, or none at all.
    """
    loaded = years(session, actor)
    for year in loaded:
        if report_id in ("", year.report_id):
            return year
    raise NotFound("There is no report at this address." if loaded else "No report has been loaded yet.")


@needs(Permission.READ_REPORT)
def themes(session: Session, actor: Actor, *, report_id: str) -> list[v.Theme]:
    """Priorities first, then the other themes in the report's order."""
    rows = sorted(_of_report(session, t.Theme, report_id), key=lambda row: (not row.is_priority, row.place))
    return [v.copy_of(row, v.Theme) for row in rows]


@needs(Permission.READ_REPORT)
def sections(session: Session, actor: Actor, *, report_id: str) -> dict[str, str]:
    """Title by section number."""
    return {row.section: row.title for row in _of_report(session, t.Section, report_id)}


@needs(Permission.READ_REPORT)
def claims(session: Session, actor: Actor, *, report_id: str, theme_id: str = "", claim_id: str = "") -> list[v.Claim]:
    """Claims in the report's order: all, of one theme, or one."""
    query = (
        select(t.Claim, Agency)
        .join(Agency, col(Agency.agency_id) == col(t.Claim.agency_id), isouter=True)
        .where(t.Claim.report_id == report_id, col(t.Claim.retired).is_(False))
        .order_by(col(t.Claim.place))
    )
    if theme_id:
        query = query.where(t.Claim.theme_id == theme_id)
    if claim_id:
        query = query.where(t.Claim.claim_id == claim_id)
    return [v.claim_of(row, agency) for row, agency in session.exec(query)]


@needs(Permission.READ_REPORT)
def figures(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    theme_id: str = "",
    text: str = "",
    section: str = "",
    state: str = "",
    figure_ids: Sequence[str] = (),
    page: int | None = None,
) -> Page[v.Figure]:
    """Figures in the report's order, narrowed as asked. `page` counts from 1; None is all of them.

    A theme's figures are those of its indicators, and those that its claims rest on.
    """
    where: list[Any] = [t.Figure.report_id == report_id, col(t.Figure.retired).is_(False)]
    if theme_id:
        where.append(or_(col(t.Indicator.theme_id) == theme_id, _cited_by_claims_of(report_id, theme_id)))
    if section:
        where.append(
            or_(col(t.Figure.section) == section, col(t.Figure.section).startswith(section + ".", autoescape=True))
        )
    if state:
        where.append(t.Figure.state == state)
    if figure_ids:
        where.append(col(t.Figure.figure_id).in_(figure_ids))
    if text.strip():
        where.append(finding.condition_on_figures(session, report_id, text))
    on = and_(
        col(t.Indicator.report_id) == col(t.Figure.report_id),
        col(t.Indicator.indicator_id) == col(t.Figure.indicator_id),
    )
    total = session.exec(select(func.count()).select_from(t.Figure).join(t.Indicator, on).where(*where)).one()
    query = select(t.Figure, t.Indicator).join(t.Indicator, on).where(*where).order_by(col(t.Figure.place))
    if page is not None:
        query = query.offset(offset(page)).limit(PAGE_SIZE)
    return Page([v.figure_of(row, indicator) for row, indicator in session.exec(query)], total)


@needs(Permission.READ_REPORT)
def figure_ids_by_theme(session: Session, actor: Actor, *, report_id: str) -> dict[str, set[str]]:
    """Ids of the figures of each theme: those of its indicators, and those that its claims rest on."""
    measured = (
        select(t.Indicator.theme_id, t.Figure.figure_id)
        .join(t.Figure, _same(t.Indicator, t.Figure, "indicator_id"))
        .where(t.Figure.report_id == report_id)
    )
    cited = (
        select(t.Claim.theme_id, t.ClaimFigure.figure_id)
        .join(t.Claim, _same(t.Claim, t.ClaimFigure, "claim_id"))
        .where(t.Claim.report_id == report_id)
    )
    found: dict[str, set[str]] = {}
    for theme_id, figure_id in [*session.exec(measured), *session.exec(cited)]:
        found.setdefault(theme_id, set()).add(figure_id)
    return found


@needs(Permission.READ_REPORT)
def cited_by(session: Session, actor: Actor, *, report_id: str, figure_ids: Sequence[str]) -> dict[str, list[str]]:
    """Claim ids by the figure that they rest on, for the figures asked about."""
    rows = session.exec(
        select(t.ClaimFigure)
        .where(t.ClaimFigure.report_id == report_id, col(t.ClaimFigure.figure_id).in_(figure_ids))
        .order_by(col(t.ClaimFigure.claim_id))
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.figure_id, []).append(row.claim_id)
    return found


@needs(Permission.READ_REPORT)
def reviews(session: Session, actor: Actor, *, report_id: str) -> list[v.Review]:
    """Audits, inspections, practice reviews and learning events, in the report's order."""
    return [v.review_of(row) for row in _of_report(session, t.Review, report_id)]


@needs(Permission.READ_REPORT)
def recommendations(
    session: Session, actor: Actor, *, report_id: str, wanted: v.Wanted = v.Wanted(), page: int | None = None
) -> Page[v.Recommendation]:
    """Recommendations, strengths, areas for development and actions, by review. `page` counts from 1; None is all."""
    where: list[Any] = [t.Recommendation.report_id == report_id, col(t.Recommendation.retired).is_(False)]
    for name in ("review_id", "kind", "agency_id", "work_status", "theme_id", "recommendation_id"):
        if getattr(wanted, name):
            where.append(getattr(t.Recommendation, name) == getattr(wanted, name))
    query = (
        select(t.Recommendation, t.Review, t.Theme, Agency)
        .join(t.Review, _same(t.Review, t.Recommendation, "review_id"), isouter=True)
        .join(t.Theme, _same(t.Theme, t.Recommendation, "theme_id"))
        .join(Agency, col(Agency.agency_id) == col(t.Recommendation.agency_id), isouter=True)
        .where(*where)
    )
    total = session.exec(select(func.count()).select_from(query.subquery())).one()
    query = query.order_by(col(t.Review.place).nulls_last(), col(t.Recommendation.place))
    if page is not None:
        query = query.offset(offset(page)).limit(PAGE_SIZE)
    return Page([v.recommendation_of(*found) for found in session.exec(query)], total)


@needs(Permission.READ_REPORT)
def recorded_challenges(
    session: Session, actor: Actor, *, report_id: str, theme_id: str = "", challenge_id: str = ""
) -> list[v.RecordedChallenge]:
    """Challenges that the report records: all, of one theme, or one."""
    rows = _of_report(session, t.RecordedChallenge, report_id, theme_id=theme_id, challenge_id=challenge_id)
    return [v.copy_of(row, v.RecordedChallenge) for row in rows]


@needs(Permission.READ_REPORT)
def count_by_sheet(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> dict[str, int]:
    """How many rows the report has on a theme, by the sheet that they stand in. Figures are counted as measures,
    elsewhere."""
    sheets: dict[str, type[t.Told]] = {
        "claims": t.Claim,
        "recommendations": t.Recommendation,
        "challenges": t.RecordedChallenge,
        "voices": t.Voice,
        "gaps": t.Gap,
    }
    return {name: len(_of_report(session, table, report_id, theme_id=theme_id)) for name, table in sheets.items()}


@needs(Permission.READ_REPORT)
def voices(session: Session, actor: Actor, *, report_id: str, theme_id: str = "", voice_id: str = "") -> list[v.Voice]:
    """What young people, families and lay members said, as the partnership reports it."""
    return [
        v.copy_of(row, v.Voice) for row in _of_report(session, t.Voice, report_id, theme_id=theme_id, voice_id=voice_id)
    ]


@needs(Permission.READ_REPORT)
def gaps(session: Session, actor: Actor, *, report_id: str, theme_id: str = "", gap_id: str = "") -> list[v.Gap]:
    """What the report does not say."""
    return [v.copy_of(row, v.Gap) for row in _of_report(session, t.Gap, report_id, theme_id=theme_id, gap_id=gap_id)]


@needs(Permission.READ_REPORT)
def bodies(session: Session, actor: Actor, *, report_id: str) -> list[v.Body]:
    """Partners, subgroups, boards and members."""
    return [v.copy_of(row, v.Body) for row in _of_report(session, t.Body, report_id)]


@needs(Permission.READ_REPORT)
def glossary(session: Session, actor: Actor, *, report_id: str) -> list[v.Term]:
    """Every term, in alphabetical order."""
    rows = sorted(_of_report(session, t.Term, report_id), key=lambda row: row.abbreviation.casefold())
    return [v.copy_of(row, v.Term) for row in rows]


@needs(Permission.READ_REPORT)
def objectives(session: Session, actor: Actor, *, report_id: str) -> list[v.Objective]:
    """The partnership's objectives, each with its strands."""
    strands = _of_report(session, t.Strand, report_id)
    return [
        v.Objective(
            objective_id=row.objective_id,
            position=row.position,
            text=row.text,
            strands=tuple(
                (strand.name, strand.theme_id or "", strand.is_priority)
                for strand in strands
                if strand.objective_id == row.objective_id
            ),
        )
        for row in sorted(_of_report(session, t.Objective, report_id), key=lambda row: row.position)
    ]


@needs(Permission.READ_REPORT)
def agencies(session: Session, actor: Actor) -> dict[str, str]:
    """Name by id of every agency, ended ones included."""
    return {row.agency_id: row.name for row in session.exec(select(Agency).order_by(col(Agency.name)))}


@needs(Permission.READ_REPORT)
def attending_agencies(session: Session, actor: Actor, *, report_id: str) -> frozenset[str]:
    """Ids of the agencies that have a seat in the partnership, by the report's list of members."""
    return frozenset(one.agency_id for one in _of_report(session, t.Body, report_id, kind=MEMBER) if one.agency_id)


@needs(Permission.READ_REPORT)
def earlier_wordings(
    session: Session, actor: Actor, *, report_id: str, sheet: str, row_id: str
) -> list[v.EarlierWording]:
    """How a row stood before later loads, oldest first."""
    query = select(t.EarlierWording).where(
        t.EarlierWording.report_id == report_id, t.EarlierWording.sheet == sheet, t.EarlierWording.row_id == row_id
    )
    rows = session.exec(query.order_by(col(t.EarlierWording.number)))
    return [v.EarlierWording(load_number=row.load_number, wording=row.wording) for row in rows]


def _cited_by_claims_of(report_id: str, theme_id: str) -> Any:
    cited = (
        select(t.ClaimFigure.figure_id)
        .join(t.Claim, _same(t.Claim, t.ClaimFigure, "claim_id"))
        .where(t.Claim.report_id == report_id, t.Claim.theme_id == theme_id)
    )
    return col(t.Figure.figure_id).in_(cited)


def _same(home: Any, away: Any, name: str) -> Any:
    return and_(home.report_id == away.report_id, getattr(home, name) == getattr(away, name))


def _of_report(session: Session, table: type[T], report_id: str, **equal: str) -> list[T]:
    query = select(table).where(table.report_id == report_id, col(table.retired).is_(False)).order_by(col(table.place))
    for name, value in equal.items():
        if value:
            query = query.where(getattr(table, name) == value)
    return list(session.exec(query))
