"""Takes a report's file into the installation: keeps it in a private folder, drafts it, and stores the drafted rows."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from cscp_core.confirming.fields import KINDS
from cscp_core.confirming.lastyear import measure_of
from cscp_core.confirming.tables import DraftRow, ReportReading
from cscp_core.errors import AnotherPartnership, FileRefused, NotAllowed
from cscp_core.evidence import service as evidence
from cscp_core.evidence import tables as t
from cscp_core.evidence.ownership import check_served
from cscp_core.evidence.stored import rows_of
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reading import bounds
from cscp_core.reading.drafting import ReportDraft, draft_file
from cscp_core.reading.rows import Cell, DraftedRow
from cscp_core.reconciliation.years import year_before
from cscp_core.settings import settings
from cscp_core.storage import trail
from cscp_core.storage.private import open_private
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import DraftsAction

SUFFIXES = (".pdf", ".docx", ".txt")
LONGEST_NAME = 120
FOLDER = 0o700


@dataclass(frozen=True)
class HeldFile:
    """A file that was kept and drafted, before its rows are stored."""

    name: str
    digest: str
    is_pdf: bool
    draft: ReportDraft


@needs(Permission.LOAD_REPORT)
def hold_file(session: Session, actor: Actor, *, content: bytes, name: str, folder: Path) -> HeldFile:
    """Keeps a file and drafts it. Nothing is stored in the database: drafting takes seconds, and holds up nobody.

    Raises:
        FileRefused: with a sentence that says why it is not read, or that it does not say whose report of which year it
            is.
        AnotherPartnership: it is of a partnership that is not served here. The file is not kept then.
    """
    if len(content) > bounds.LARGEST:
        raise FileRefused(f"The file is larger than {bounds.LARGEST // (1024 * 1024)} MB.")
    ending = Path(name).suffix.lower()
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(folder, digest)
    is_new = not path.exists()
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    with open_private(path, "wb") as file:
        file.write(content)
    try:
        made = draft_file(path)
        if not any(made.rows.values()):
            raise FileRefused("Nothing in the file can be drafted: it has no sections, figures or claims.")
        if not made.partnership or not made.period:
            raise FileRefused("The file does not say whose report it is, or of which year, on its first pages.")
        check_served(session, name=made.partnership, served=settings().served)
    except (FileRefused, AnotherPartnership):
        if is_new:
            path.unlink()
        raise
    shown = re.sub(r"[^\w .()-]", "", Path(name).stem)[:LONGEST_NAME].strip() or "report"
    return HeldFile(f"{shown}{ending if ending in SUFFIXES else ''}", digest, bool(made.page_sizes), made)


def path_of(folder: Path, digest: str) -> Path:
    """Where a file lies: nothing of its own name is part of the path."""
    return folder / digest


@needs(Permission.LOAD_REPORT)
def start_reading(session: Session, actor: Actor, *, held: HeldFile) -> int:
    """Stores a draft, for people to confirm. Returns the reading's id.

    Raises:
        FileRefused: this file is being read already.
        AnotherPartnership: it is of a partnership that is not served here.
    """
    made = held.draft
    check_served(session, name=made.partnership, served=settings().served)
    known = select(ReportReading).where(ReportReading.digest == held.digest, col(ReportReading.finished_at).is_(None))
    if session.exec(known).first():
        raise FileRefused("This file is being read already. Go on with it below.")
    before = find_year_before(session, actor, made.partnership, made.period)
    reading = ReportReading(
        report_id=_free_id(session, made),
        file_name=held.name,
        digest=held.digest,
        is_pdf=held.is_pdf,
        partnership=made.partnership,
        home_area=made.home or made.partnership,
        period=made.period,
        page_sizes=json.dumps(made.page_sizes) if made.page_sizes else "",
        notes="\n".join(made.notes),
        before_id=before,
        at=now(session),
        account_id=actor.own_id,
    )
    session.add(reading)
    session.flush()
    earlier = rows_of(session, before) if before else {}
    for row in _stored_rows(made, reading.reading_id or 0, earlier.get("indicators", [])):
        session.add(row)
    trail.record(
        session,
        actor,
        DraftsAction.BEGUN,
        f"reading {reading.reading_id}",
        rows=sum(map(len, made.rows.values())),
    )
    session.commit()
    return reading.reading_id or 0


def find_year_before(session: Session, actor: Actor, partnership: str, period: str) -> str:
    """The newest loaded report of the same partnership before a period; empty where there is none."""
    loaded = {
        one.report_id: (one.partnership, one.period) for one in evidence.years(session, actor) if not one.being_read
    }
    return year_before(partnership, period, loaded) or ""


def _free_id(session: Session, made: ReportDraft) -> str:
    base = "-".join(re.findall(r"[a-z0-9]+", f"{made.home or made.partnership} {made.period}".lower()))
    taken = {*session.exec(select(t.Report.report_id)), *session.exec(select(ReportReading.report_id))}
    return next(one for one in (base, *(f"{base}-{number}" for number in range(2, 1000))) if one not in taken)


def _stored_rows(made: ReportDraft, reading_id: int, indicators: Sequence[dict[str, str]]) -> list[DraftRow]:
    themes = _themes_by_section(made)
    rows = []
    for place, row in enumerate(_in_order(made)):
        cells = {name: as_text(value) for name, value in row.cells.items() if name != "level"}
        if row.sheet == "figures":
            cells["theme_id"] = themes.get(row.section, row.section.lower().replace(" ", "-"))
            cells["indicator_id"] = measure_of(cells, row.passage, indicators)
        rows.append(
            DraftRow(
                reading_id=reading_id,
                place=place,
                sheet=row.sheet,
                row_id=row.row_id,
                section=row.section,
                page=row.page,
                sure=row.sure,
                because=row.because,
                passage=row.passage,
                box=" ".join(f"{one:g}" for one in row.box) if row.box else "",
                cells=json.dumps(cells, ensure_ascii=False),
                drafted=json.dumps(cells, ensure_ascii=False),
            )
        )
    return rows


def _in_order(made: ReportDraft) -> list[DraftedRow]:
    """Every row in the order of the report: section by section, its heading first, then passage by passage."""
    sections = {row.row_id: place for place, row in enumerate(made.rows["sections"])}
    kinds = {sheet: place for place, sheet in enumerate(KINDS)}
    last = max((row.block for rows in made.rows.values() for row in rows), default=0) + 1

    def place(row: DraftedRow) -> tuple[int, bool, int, int]:
        of_section = sections.get(row.section, len(sections))
        return of_section, row.sheet != "sections", row.block if row.block >= 0 else last, kinds[row.sheet]

    return sorted((row for sheet in KINDS for row in made.rows.get(sheet, ())), key=place)


def _themes_by_section(made: ReportDraft) -> dict[str, str]:
    """The theme that most rows of a section were put under: a figure has none of its own."""
    found: dict[str, Counter[str]] = {}
    for sheet in ("claims", "recommendations", "voices"):
        for row in made.rows[sheet]:
            found.setdefault(row.section, Counter())[str(row.cells["theme_id"])] += 1
    return {section: themes.most_common(1)[0][0] for section, themes in found.items()}


def as_text(value: Cell) -> str:
    """A drafted cell as a file holds it."""
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def find_open(session: Session, reading_id: int) -> ReportReading:
    """A reading that is not finished.

    Raises:
        NotAllowed: it is finished.
    """
    reading = session.get(ReportReading, reading_id)
    if reading is None or reading.finished_at is not None:
        raise NotAllowed("This report is not being read any more.")
    return reading
