"""What each figure of a report may be held against: as it came with the app, and as the business manager changed it."""

from pathlib import Path

from sqlalchemy import func, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, MappingRefused, NotFound
from cscp_core.free_text import tidy
from cscp_core.official import tables as t
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.rules import Comparable, StatedReason
from cscp_core.official.views import MappedFigure
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import OfficialAction

LONGEST = 500  # characters of a reason
SHIPPED = "mappings"
FIGURE = text("SELECT 1 FROM figure WHERE report_id = :report_id AND figure_id = :figure_id")
"""Asked in SQL, since what reports say is beside this room."""
MEANWHILE = "Somebody changed this comparison while you were reading. Here is what it says now."


@needs(Permission.READ_OFFICIAL)
def list_mappings(session: Session, actor: Actor, *, report_id: str) -> dict[str, MappedFigure]:
    """What the figures of a report may be held against, by figure: the row that stands of each."""
    newest = (
        select(t.FigureMapping.figure_id, func.max(t.FigureMapping.version).label("version"))
        .where(t.FigureMapping.report_id == report_id)
        .group_by(col(t.FigureMapping.figure_id))
        .subquery()
    )
    query = (
        select(t.FigureMapping, Account.name)
        .join(
            newest,
            (col(t.FigureMapping.figure_id) == newest.c.figure_id) & (col(t.FigureMapping.version) == newest.c.version),
        )
        .join(Account, col(Account.account_id) == col(t.FigureMapping.account_id), isouter=True)
        .where(t.FigureMapping.report_id == report_id)
        .order_by(t.FigureMapping.figure_id)
    )
    return {row.figure_id: _mapped(row, name) for row, name in session.exec(query)}


@needs(Permission.READ_OFFICIAL)
def list_earlier(session: Session, actor: Actor, *, report_id: str, figure_id: str) -> list[MappedFigure]:
    """Every row that a figure has had, newest first."""
    query = (
        select(t.FigureMapping, Account.name)
        .join(Account, col(Account.account_id) == col(t.FigureMapping.account_id), isouter=True)
        .where(t.FigureMapping.report_id == report_id, t.FigureMapping.figure_id == figure_id)
        .order_by(col(t.FigureMapping.version).desc())
    )
    return [_mapped(row, name) for row, name in session.exec(query)]


@needs(Permission.MAP_OFFICIAL)
def change_mapping(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    figure_id: str,
    seen_version: int,
    comparable: Comparable,
    why: str,
    series_id: str = "",
    place_code: str = "",
    periods: tuple[str, ...] = (),
    reason: StatedReason | None = None,
    is_opposite: bool = False,
) -> MappedFigure:
    """Records what a figure may be held against, and why; what was said before is kept. `seen_version` is the one that
    stood when it was read, 0 for none.

    Raises:
        MappingRefused: the series or the place is not known, none is named where it is comparable, or *nearly* and
            *not* have no reason.
        TextRefused: it is not said why.
        NotFound: the report has no such figure.
        ChangedMeanwhile: somebody changed it after it was read.
    """
    words = tidy(why, "why", most=LONGEST)
    if session.execute(FIGURE, {"report_id": report_id, "figure_id": figure_id}).first() is None:
        raise NotFound("There is no figure at this address.")
    if comparable is not Comparable.NOT and not (series_id and place_code and periods):
        raise MappingRefused("Choose the series, the place and the time that the figure may be compared with.")
    if series_id and session.get(t.Series, series_id) is None:
        raise MappingRefused("There is no official series with that name.")
    if place_code and session.get(t.Place, place_code) is None:
        raise MappingRefused("There is no place with that code among the official statistics.")
    if comparable is not Comparable.SAME and reason is None:
        raise MappingRefused("Choose the reason why it is not the same.")
    standing = list_mappings(session, actor, report_id=report_id).get(figure_id)
    if (standing.version if standing else 0) != seen_version:
        raise ChangedMeanwhile(MEANWHILE)
    row = t.FigureMapping(
        report_id=report_id,
        figure_id=figure_id,
        version=seen_version + 1,
        series_id=series_id,
        place_code=place_code,
        period=" ".join(one.replace(" to ", "~") for one in periods),
        comparable=comparable,
        reason=reason or "",
        is_opposite=is_opposite,
        why=words,
        account_id=actor.own_id,
        at=now(session),
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError:
        raise ChangedMeanwhile(MEANWHILE) from None
    trail.record(
        session,
        actor,
        OfficialAction.COMPARISON_CHANGED,
        f"figure {figure_id}",
        report=report_id,
        version=row.version,
        comparable=comparable,
        series=series_id,
    )
    session.commit()
    return list_mappings(session, actor, report_id=report_id)[figure_id]


@needs(Permission.LOAD_OFFICIAL)
def load_shipped(session: Session, actor: Actor, *, report_id: str, folder: Path = FOLDER) -> int:
    """Adds what came with the app for a report, for each figure about which nothing is said yet. Returns how many."""
    path = folder / SHIPPED / f"{report_id}.csv"
    if not path.exists():
        return 0
    said = set(session.exec(select(t.FigureMapping.figure_id).where(t.FigureMapping.report_id == report_id)))
    added = 0
    for row in read_rows(path):
        if row["figure_id"] in said:
            continue
        session.add(
            t.FigureMapping(
                report_id=report_id,
                figure_id=row["figure_id"],
                version=1,
                series_id=row["series_id"],
                place_code=row["place_code"],
                period=row["period"],
                comparable=Comparable(row["comparable"]),
                reason=StatedReason(row["reason"]) if row["reason"] else "",
                is_opposite=row["is_opposite"] == "yes",
                why=row["why"],
                at=now(session),
            )
        )
        added += 1
    if added:
        session.flush()
        trail.record(session, actor, OfficialAction.COMPARISONS_LOADED, f"report {report_id}", added=added)
        session.commit()
    return added


def _mapped(row: t.FigureMapping, name: str | None) -> MappedFigure:
    return MappedFigure(
        report_id=row.report_id,
        figure_id=row.figure_id,
        version=row.version,
        series_id=row.series_id,
        place_code=row.place_code,
        periods=tuple(one.replace("~", " to ") for one in row.period.split()),
        comparable=row.comparable,
        reason=StatedReason(row.reason) if row.reason else None,
        is_opposite=row.is_opposite,
        why=row.why,
        by=name or "",
        at=row.at,
    )
