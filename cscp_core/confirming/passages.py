"""The report's own words behind a row, and the picture of its page, where the installation holds the report's file."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from cscp_core.confirming.holding import path_of
from cscp_core.confirming.reads import page_shape, share_of
from cscp_core.confirming.rules import CONFIRMED
from cscp_core.confirming.tables import DraftRow, ReportReading
from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Actor, Permission, may, needs
from cscp_core.reading.opening import picture_of_page
from cscp_core.reading.pages import Box
from cscp_core.storage.private import open_private

SCALE = 1.5  # pixels a point: an A4 page is 893 pixels wide


@dataclass(frozen=True, kw_only=True)
class PassageShown:
    """What the report prints. `share` is where that stands on its page, each number from 0 to 1."""

    reading_id: int
    page: int | None
    words: str
    share: Box | None
    page_shape: tuple[float, float] | None
    """Width and height of the page in points; None where there is no picture of it."""


@needs(Permission.READ_PASSAGES)
def find_passage(session: Session, actor: Actor, *, report_id: str, sheet: str, row_id: str) -> PassageShown | None:
    """The passage that a confirmed row of a report rests on; None where the installation does not hold it, or this
    person may not see the report."""
    query = (
        select(DraftRow, ReportReading)
        .join(ReportReading, col(ReportReading.reading_id) == col(DraftRow.reading_id))
        .where(ReportReading.report_id == report_id, DraftRow.sheet == sheet, DraftRow.row_id == row_id)
        .where(col(DraftRow.state).in_(CONFIRMED))
    )
    found = session.exec(query).first()
    if found is None or not _may_see(session, actor, report_id):
        return None
    row, reading = found
    shape = page_shape(reading, row.page)
    return PassageShown(
        reading_id=reading.reading_id or 0,
        page=row.page,
        words=row.passage,
        share=share_of(row.box, shape),
        page_shape=shape,
    )


@needs(Permission.READ_PASSAGES)
def page_picture(session: Session, actor: Actor, *, reading_id: int, number: int, folder: Path) -> bytes:
    """A page of a report's file as a PNG, drawn once and kept beside the file.

    Raises:
        NotFound: there is no such page, no file, or this person may not see the report.
        FileRefused: the page cannot be drawn.
    """
    reading = session.get(ReportReading, reading_id)
    may_see = reading is not None and (
        may(actor, Permission.LOAD_REPORT) or _may_see(session, actor, reading.report_id)
    )
    if reading is None or not may_see or page_shape(reading, number) is None:
        raise NotFound("There is no such page.")
    path = path_of(folder, reading.digest)
    kept = path.with_name(f"{reading.digest}-{number}.png")
    if kept.exists():
        return kept.read_bytes()
    if not path.exists():
        raise NotFound("The report's file is not in this installation any more.")
    drawn = picture_of_page(path, number, SCALE)
    with open_private(kept, "wb") as file:
        file.write(drawn)
    return drawn


def _may_see(session: Session, actor: Actor, report_id: str) -> bool:
    return any(one.report_id == report_id for one in evidence.years(session, actor))
