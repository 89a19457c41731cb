"""What can be asked of readings: which there are, what a person has in front of them, what of last year's was found."""

import json
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from cscp_core.confirming import rules
from cscp_core.confirming.deciding import count_acts, last_act
from cscp_core.confirming.fields import ALIKE, are_alike
from cscp_core.confirming.lastyear import Drafted, LastYears, look_for
from cscp_core.confirming.rules import QueueOrder, RowState
from cscp_core.confirming.sections import ShortRow, rows_in_short, section_of, taken_by_others
from cscp_core.confirming.tables import DraftRow, ReadingAct, ReportReading
from cscp_core.confirming.views import Desk, DraftRowShown, ReadingShown, SectionShown
from cscp_core.errors import NotFound
from cscp_core.evidence import tables as t
from cscp_core.evidence.ownership import Agencies
from cscp_core.evidence.stored import rows_of
from cscp_core.evidence.unfilled import Unfilled, UnfilledRow
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account, Agency
from cscp_core.reading.pages import Box
from cscp_core.storage.trail_actions import describe_action


@needs(Permission.LOAD_REPORT)
def list_readings(session: Session, actor: Actor) -> list[ReadingShown]:
    """Every reading, the newest first; those that are finished last."""
    rows = session.exec(
        select(ReportReading).order_by(col(ReportReading.finished_at).is_not(None), col(ReportReading.at).desc())
    )
    return [_shown(session, row) for row in rows]


@needs(Permission.LOAD_REPORT)
def find_reading(session: Session, actor: Actor, *, reading_id: int) -> ReadingShown:
    """One reading.

    Raises:
        NotFound: there is none.
    """
    return _shown(session, _find(session, reading_id))


@needs(Permission.LOAD_REPORT)
def list_sections(session: Session, actor: Actor, *, reading_id: int) -> list[SectionShown]:
    """The sections of a reading in order, with how far each is and who else works on it."""
    taken = taken_by_others(session, actor, reading_id)
    titles = _titles(session, reading_id)
    rows: dict[str, list[ShortRow]] = {}
    for one in sorted(rows_in_short(session, reading_id), key=lambda row: row.place):
        rows.setdefault(one.section, []).append(one)
    return [
        SectionShown(
            section=section,
            title=titles.get(section, section),
            rows=len(of_section),
            decided=sum(one.state is not RowState.UNDECIDED for one in of_section),
            by=taken.get(section, ""),
        )
        for section, of_section in rows.items()
    ]


@needs(Permission.LOAD_REPORT)
def find_desk(
    session: Session, actor: Actor, *, reading_id: int, order: QueueOrder = QueueOrder.IN_ORDER, sheet: str = ""
) -> Desk:
    """What this person has in front of them: the next row of the section that they have taken.

    Args:
        order: of the rows that wait.
        sheet: only rows of this kind.
    """
    reading = _find(session, reading_id)
    everything = rows_in_short(session, reading_id)
    section = section_of(session, actor, reading_id)
    of_section = [one for one in everything if one.section == section]
    waiting = rules.in_queue(of_section, order, sheet)
    sample = {one.row_number for one in rules.sample_of(of_section)}
    stored = {one.row_number: one for one in _stored(session, [one.row_number for one in waiting])}
    row = stored.get(waiting[0].row_number) if waiting else None
    act = last_act(session, actor, reading_id)
    return Desk(
        reading=_shown(session, reading),
        section=section,
        title=_titles(session, reading_id).get(section, section),
        row=_row_shown(reading, row) if row else None,
        left=len(waiting),
        in_sample=row is not None and row.row_number in sample,
        sample=len(sample),
        sure=_versions(stored, rules.rest_of_sure(of_section)),
        sure_later=_sure_later(of_section, sample),
        pace=_pace(session, actor, reading_id, everything),
        last_act=act.act_id if act else None,
        last_what=describe_action(act.what) if act else "",
        alike=_alike(session, reading_id, row) if row else (),
        kinds=Counter(one.sheet for one in of_section if one.state is RowState.UNDECIDED),
    )


@needs(Permission.LOAD_REPORT)
def list_rows(
    session: Session, actor: Actor, *, reading_id: int, section: str = "", numbers: Sequence[int] = ()
) -> list[DraftRowShown]:
    """Rows of a reading in order, of one section or with these numbers, with who decided each."""
    reading = _find(session, reading_id)
    query = select(DraftRow, Account.name).join(
        Account, col(Account.account_id) == col(DraftRow.account_id), isouter=True
    )
    query = query.where(DraftRow.reading_id == reading_id)
    if section:
        query = query.where(DraftRow.section == section)
    if numbers:
        query = query.where(col(DraftRow.row_number).in_(numbers))
    return [_row_shown(reading, row, name or "") for row, name in session.exec(query.order_by(col(DraftRow.place)))]


@needs(Permission.LOAD_REPORT)
def list_to_join(session: Session, actor: Actor, *, row_number: int) -> list[DraftRowShown]:
    """The rows with which one may be joined, nearest first: of its kind, in its section or on its page, that were not
    discarded and that nobody else works on.

    Raises:
        NotFound: there is no such row.
    """
    row = session.get(DraftRow, row_number)
    if row is None:
        raise NotFound("There is no such row.")
    reading = _find(session, row.reading_id)
    here = col(DraftRow.section) == row.section
    if row.page is not None:
        here = or_(here, col(DraftRow.page) == row.page)
    query = select(DraftRow).where(DraftRow.reading_id == row.reading_id, DraftRow.sheet == row.sheet, here)
    taken = taken_by_others(session, actor, row.reading_id)
    found = {
        one.place: one
        for one in session.exec(query.order_by(col(DraftRow.place)))
        if one.row_number != row_number
        and one.section not in taken
        and RowState(one.state) not in (RowState.DISCARDED, RowState.JOINED)
    }
    return [_row_shown(reading, found[place]) for place in rules.nearest_first(row.place, list(found))]


@needs(Permission.LOAD_REPORT)
def find_last_years(session: Session, actor: Actor, *, reading_id: int) -> list[LastYears]:
    """What the report of the year before measured, promised and asked for, with what the draft says of it."""
    reading = _find(session, reading_id)
    if not reading.before_id:
        return []
    before = session.get(t.Report, reading.before_id)
    drafted = [
        Drafted(row_number=row.row_number or 0, sheet=row.sheet, cells=json.loads(row.cells), passage=row.passage)
        for row in session.exec(select(DraftRow).where(DraftRow.reading_id == reading_id).order_by(col(DraftRow.place)))
        if row.state != RowState.DISCARDED
    ]
    return look_for(rows_of(session, reading.before_id), drafted, before.home_area if before else "")


@needs(Permission.LOAD_REPORT)
def list_choices(session: Session, actor: Actor, *, reading_id: int) -> dict[str, dict[str, str]]:
    """What a row may name: themes, agencies and last year's measures, each by id with its name."""
    reading = _find(session, reading_id)
    before = rows_of(session, reading.before_id) if reading.before_id else {}
    themes = {one["theme_id"]: one["name"] for one in before.get("themes", ())}
    for cells in session.exec(select(DraftRow.cells).where(DraftRow.reading_id == reading_id)):
        theme = json.loads(cells).get("theme_id", "")
        if theme:
            themes.setdefault(theme, theme.replace("-", " ").capitalize())
    known = Agencies(session, reading.partnership)
    agencies = {
        known.own_id(one.agency_id): one.name
        for one in session.exec(
            select(Agency).where(col(Agency.agency_id).in_(known.stored_ids)).order_by(col(Agency.name))
        )
    }
    bodies = select(DraftRow).where(DraftRow.reading_id == reading_id, DraftRow.sheet == "bodies")
    for row in session.exec(bodies.order_by(col(DraftRow.place))):
        if row.state != RowState.DISCARDED:
            agencies.setdefault(row.row_id, json.loads(row.cells)["name"])
    indicators = {one["indicator_id"]: one["name"] for one in before.get("indicators", ())}
    return {"themes": themes, "agencies": agencies, "indicators": indicators}


@needs(Permission.LOAD_REPORT)
def list_own_sentences(session: Session, actor: Actor, *, report_id: str) -> list[Unfilled]:
    """The claims of a report that still say what it prints word for word: an account of our own is work."""
    query = (
        select(t.Claim, DraftRow.passage)
        .join(DraftRow, (col(DraftRow.row_id) == col(t.Claim.claim_id)) & (col(DraftRow.sheet) == "claims"))
        .join(ReportReading, col(ReportReading.reading_id) == col(DraftRow.reading_id))
        .where(t.Claim.report_id == report_id, ReportReading.report_id == report_id, col(t.Claim.retired).is_(False))
        .order_by(col(t.Claim.place))
    )
    rows = tuple(
        UnfilledRow(claim.claim_id, claim.text)
        for claim, passage in session.exec(query)
        if rules.is_printed(claim.text, passage)
    )
    return (
        [Unfilled(sheet="claims", what="words of our own: it is the report's own sentence", rows=rows)] if rows else []
    )


def _find(session: Session, reading_id: int) -> ReportReading:
    reading = session.get(ReportReading, reading_id)
    if reading is None:
        raise NotFound("No report is being read at this address.")
    return reading


def _stored(session: Session, numbers: Sequence[int]) -> list[DraftRow]:
    return list(session.exec(select(DraftRow).where(col(DraftRow.row_number).in_(numbers))))


def _titles(session: Session, reading_id: int) -> dict[str, str]:
    """Titles of sections, as they stand in the rows that people confirm."""
    query = select(DraftRow).where(DraftRow.reading_id == reading_id, DraftRow.sheet == "sections")
    return {row.section: json.loads(row.cells)["title"] for row in session.exec(query)}


def _versions(stored: dict[int | None, DraftRow], rows: Sequence[rules.Queued]) -> tuple[tuple[int, int], ...]:
    """Rows in order, each with its version."""
    in_order = sorted(rows, key=lambda one: one.place)
    return tuple((one.row_number, stored[one.row_number].version) for one in in_order if one.row_number in stored)


def _sure_later(rows: Sequence[ShortRow], sample: set[int]) -> int:
    if not sample or any(
        one.state not in (RowState.UNDECIDED, RowState.KEPT) for one in rows if one.row_number in sample
    ):
        return 0
    return sum(
        one.sure >= rules.SURE and one.state is RowState.UNDECIDED and one.row_number not in sample for one in rows
    )


def _pace(session: Session, actor: Actor, reading_id: int, rows: Sequence[ShortRow]) -> rules.ReadingPace:
    query = select(ReadingAct.at, ReadingAct.decided).where(
        ReadingAct.reading_id == reading_id, ReadingAct.account_id == actor.own_id
    )
    newest = session.exec(query.order_by(col(ReadingAct.act_id).desc()).limit(rules.PACED_BY)).all()
    acts = [(at, decided) for at, decided in reversed(newest)]
    return rules.pace_of(len(rows), sum(one.state is not RowState.UNDECIDED for one in rows), acts)


def _alike(session: Session, reading_id: int, row: DraftRow) -> tuple[tuple[int, int], ...]:
    if row.sheet not in ALIKE:
        return ()
    query = select(DraftRow.row_number, DraftRow.version, DraftRow.cells).where(
        DraftRow.reading_id == reading_id, DraftRow.sheet == row.sheet, DraftRow.state == RowState.UNDECIDED
    )
    cells = json.loads(row.cells)
    return tuple(
        (number or 0, version)
        for number, version, other in session.exec(query.order_by(col(DraftRow.place)))
        if number != row.row_number and are_alike(row.sheet, json.loads(other), cells)
    )


def _shown(session: Session, row: ReportReading) -> ReadingShown:
    counts = session.exec(
        select(DraftRow.state, func.count()).where(DraftRow.reading_id == row.reading_id).group_by(col(DraftRow.state))
    ).all()
    rows = sum(count for _, count in counts)
    waiting = sum(count for state, count in counts if state == RowState.UNDECIDED)
    return ReadingShown(
        reading_id=row.reading_id or 0,
        report_id=row.report_id,
        file_name=row.file_name,
        partnership=row.partnership,
        home_area=row.home_area,
        period=row.period,
        is_pdf=row.is_pdf,
        pages=len(json.loads(row.page_sizes)) if row.page_sizes else 0,
        notes=tuple(row.notes.splitlines()),
        before_id=row.before_id,
        at=row.at,
        version=row.version,
        rows_version=row.version + count_acts(session, row.reading_id or 0),
        is_finished=row.finished_at is not None,
        rows=rows,
        decided=rows - waiting,
    )


def _row_shown(reading: ReportReading, row: DraftRow, name: str = "") -> DraftRowShown:
    shape = page_shape(reading, row.page)
    return DraftRowShown(
        row_number=row.row_number or 0,
        version=row.version,
        place=row.place,
        sheet=row.sheet,
        row_id=row.row_id,
        section=row.section,
        page=row.page,
        sure=row.sure,
        because=row.because,
        passage=row.passage,
        share=share_of(row.box, shape),
        page_shape=shape,
        cells=json.loads(row.cells),
        drafted=json.loads(row.drafted),
        state=RowState(row.state),
        decided_by=name,
    )


def page_shape(reading: ReportReading, page: int | None) -> tuple[float, float] | None:
    """Width and height of a page in points; None where there is no picture of it."""
    sizes = json.loads(reading.page_sizes) if reading.page_sizes else []
    if page is None or not 1 <= page <= len(sizes):
        return None
    width, height = sizes[page - 1]
    return width, height


def share_of(box: str, shape: tuple[float, float] | None) -> Box | None:
    """Where a box stands on its page: left, top, width and height, each from 0 to 1."""
    if not box or shape is None:
        return None
    left, top, right, bottom = map(float, box.split())
    width, height = shape
    return left / width, top / height, (right - left) / width, (bottom - top) / height
