"""Bringing official files in: what a load would do, doing it, undoing the last one."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, delete, select

from cscp_core.errors import ChangedMeanwhile, LoadRefused, NotFound
from cscp_core.official import tables as t
from cscp_core.official.catalogue import Catalogue, KnownFile, RateBase, catalogue, column_key
from cscp_core.official.files import Faults, PublishedFile
from cscp_core.official.fingertips import FingertipsTable, is_fingertips
from cscp_core.official.lait import LaitLong, is_lait
from cscp_core.official.layouts import Layout, Reading
from cscp_core.official.neighbour_lists import HEADER_WITHIN, NeighbourList, is_neighbour_list
from cscp_core.official.rules import LoadStep
from cscp_core.official.tidy import TidyTable, fitting_table, is_tidy
from cscp_core.official.views import LoadRecord
from cscp_core.official.writing import ChangedValue, Writer, write_content
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import OfficialAction

RELEASE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
UNKNOWN = "unlisted"
"""The publication of a file that is none that the catalogue knows; its table's name follows."""


@dataclass(frozen=True, kw_only=True)
class FilePreview:
    """What a file was read as. `left_out` says what was not taken, or guessed, and how often."""

    file: str
    layout: str
    publication_id: str
    release: str
    series: int
    left_out: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class OfficialPreview:
    """What a load would do. `number` is the load that would stand after it; `standing` the one that stands. `changes`
    are the first of the values that it would change within a release."""

    number: int
    files: tuple[FilePreview, ...]
    added: int
    changed: int
    unchanged: int
    new_series: int
    changes: tuple[ChangedValue, ...]

    @property
    def standing(self) -> int:
        return self.number - 1


@needs(Permission.LOAD_OFFICIAL)
def preview(session: Session, actor: Actor, *, files: Sequence[PublishedFile], release: str = "") -> OfficialPreview:
    """Reads files and says what storing them would add and change. Nothing is stored. The session must be a writing
    one. `release` is year and month, such as 2025-10, of files that are not known by their content.

    Raises:
        UploadRefused: a file cannot be opened.
        LoadRefused: with every fault, by file, line and column; of a file that no layout fits, every column.
    """
    found = _write(session, files, release, lambda _: None)
    session.rollback()
    return found


@needs(Permission.LOAD_OFFICIAL)
def load_files(
    session: Session,
    actor: Actor,
    *,
    files: Sequence[PublishedFile],
    release: str = "",
    seen_number: int | None,
    told: Callable[[str], None] = lambda _: None,
) -> OfficialPreview:
    """Stores files, all or nothing, as one numbered load. `seen_number` is the load that stood when they were
    previewed; None where nobody looked at a preview. `told` is called with the name of each file as it begins. Files
    that change nothing are no load.

    Raises:
        UploadRefused, LoadRefused: as for a preview.
        ChangedMeanwhile: somebody loaded or undid something after the preview.
    """
    _check_still(session, seen_number)
    found = _write(session, files, release, told)
    if not found.added and not found.changed:
        session.rollback()
        return found
    releases = sorted({f"{one.publication_id} {one.release}" for one in found.files})
    record_load(
        session,
        actor,
        t.OfficialLoad(
            number=found.number,
            at=now(session),
            step=LoadStep.LOAD,
            files="\n".join(one.file for one in found.files),
            releases="\n".join(releases),
            digest="",
            added=found.added,
            changed=found.changed,
        ),
    )
    return found


def record_load(session: Session, actor: Actor, load: t.OfficialLoad) -> None:
    """Counts a load, records it in the trail and commits."""
    session.add(load)
    session.flush()
    trail.record(
        session,
        actor,
        OfficialAction.LOADED if load.step is LoadStep.LOAD else OfficialAction.LOAD_UNDONE,
        f"official load {load.number}",
        added=load.added,
        changed=load.changed,
        releases=load.releases.splitlines(),
    )
    session.commit()


@needs(Permission.LOAD_OFFICIAL)
def list_loads(session: Session, actor: Actor) -> list[LoadRecord]:
    """Every load and undo, newest first."""
    rows = session.exec(select(t.OfficialLoad).order_by(col(t.OfficialLoad.number).desc())).all()
    undone = {row.undoes for row in rows if row.undoes}
    return [
        LoadRecord(
            number=row.number,
            at=row.at,
            step=row.step,
            files=tuple(row.files.splitlines()),
            releases=tuple(row.releases.splitlines()),
            added=row.added,
            changed=row.changed,
            undoes=row.undoes,
            undone=row.number in undone,
        )
        for row in rows
    ]


@needs(Permission.LOAD_OFFICIAL)
def undo_last(session: Session, actor: Actor, *, seen_number: int | None) -> LoadRecord:
    """Undoes the last load that stands, as a load of its own: what it added goes, what it changed is as before.
    `seen_number` is the newest load that was drawn; None where none was.

    Raises:
        NotFound: no load stands.
        ChangedMeanwhile: something was loaded or undone meanwhile.
    """
    _check_still(session, seen_number)
    loads = list_loads(session, actor)
    last = next((one for one in loads if one.step is LoadStep.LOAD and not one.undone), None)
    if last is None:
        raise NotFound("There is no load of official statistics to undo.")
    restored = _put_back(session, last.number)
    gone = session.connection().exec_driver_sql(
        f"DELETE FROM official_observation WHERE load_number = {int(last.number)}"  # noqa: S608  a whole number
    )
    session.exec(delete(t.EarlierObservation).where(col(t.EarlierObservation.load_number) == last.number))
    neighbours = session.exec(delete(t.Neighbour).where(col(t.Neighbour.load_number) == last.number))
    _drop_empty(session, last.number)
    record_load(
        session,
        actor,
        t.OfficialLoad(
            number=loads[0].number + 1,
            at=now(session),
            step=LoadStep.UNDO,
            files="\n".join(last.files),
            releases="\n".join(last.releases),
            digest="",
            added=-(gone.rowcount + neighbours.rowcount),
            changed=restored,
            undoes=last.number,
        ),
    )
    return list_loads(session, actor)[0]


def newest_number(session: Session) -> int:
    """The number of the newest load or undo; 0 before the first."""
    return max(session.exec(select(t.OfficialLoad.number)), default=0)


def _check_still(session: Session, seen_number: int | None) -> None:
    if seen_number is not None and newest_number(session) != seen_number:
        raise ChangedMeanwhile("Somebody loaded or undid official files while you were reading. Look again.")


def _put_back(session: Session, load_number: int) -> int:
    connection = session.connection()
    placeholder = "%s" if connection.dialect.name == "postgresql" else "?"
    rows = session.exec(select(t.EarlierObservation).where(t.EarlierObservation.load_number == load_number)).all()
    for row in rows:
        write_content(connection, placeholder, (row.edition_id, row.place_code, row.period), tuple(json.loads(row.was)))
    return len(rows)


def _drop_empty(session: Session, load_number: int) -> None:
    """Editions and series that came with a load and have nothing left."""
    used = select(t.Observation.edition_id).where(col(t.Observation.edition_id) == col(t.Edition.edition_id)).exists()
    session.exec(delete(t.Edition).where(col(t.Edition.load_number) == load_number, ~used))
    kept = select(t.Edition.series_id).where(col(t.Edition.series_id) == col(t.Series.series_id)).exists()
    session.exec(delete(t.Series).where(col(t.Series.load_number) == load_number, ~kept))


def _write(
    session: Session, files: Sequence[PublishedFile], release: str, told: Callable[[str], None]
) -> OfficialPreview:
    if release and not RELEASE.fullmatch(release):
        raise LoadRefused([f"{release!r} is not a release: write year and month, such as 2025-10."])
    known, faults = catalogue(), Faults()
    number = newest_number(session) + 1
    writer = Writer(session, known, number)
    previews = []
    for file in files:
        told(file.name)
        opened = _open(file, release, known, faults)
        if opened is None:
            continue
        reading, layout = opened
        if isinstance(layout, NeighbourList):
            writer.add_release(reading.publication_id, reading.release, reading.source_table)
            writer.add_neighbours(reading, layout.listed())
        else:
            writer.add(reading, layout.observed())
        previews.append(
            FilePreview(
                file=file.name,
                layout=layout.name,
                publication_id=reading.publication_id,
                release=reading.release,
                series=len(reading.series),
                left_out=reading.notes,
            )
        )
    if faults.found:
        session.rollback()
        raise LoadRefused(faults.listed)
    written = writer.written
    return OfficialPreview(
        number=number,
        files=tuple(previews),
        added=written.added,
        changed=written.changed,
        unchanged=written.unchanged,
        new_series=written.new_series,
        changes=tuple(written.changes),
    )


def _open(
    file: PublishedFile, release: str, known: Catalogue, faults: Faults
) -> tuple[Reading, Layout | NeighbourList] | None:
    """A file with the layout that fits it; None, and the faults, where none does."""
    first_rows = [row for _, row in zip(range(HEADER_WITHIN), (row for _, row in file.rows()), strict=False)]
    header = first_rows[0] if first_rows else []
    listed = next((row for row in first_rows if is_neighbour_list(row)), None)
    made: Callable[[Reading], Any]
    if listed is not None:
        publication, made = "neighbours", lambda reading: NeighbourList(reading, listed)
    elif is_tidy(header):
        table = fitting_table(known, header)
        publication = table.publication_id if table else f"{UNKNOWN}-{file.stem}"
        made = lambda reading: TidyTable(reading, header)  # noqa: E731
    elif is_lait(header):
        publication, made = "lait", lambda reading: LaitLong(reading, header)
    elif is_fingertips(header):
        publication, made = "fingertips", lambda reading: FingertipsTable(reading, header)
    else:
        for name in header:
            faults.add(file.name, "the column is not understood.", column=column_key(name) or "(without a name)")
        faults.add(file.name, "the app does not know this layout: see docs/how_to/load_official_statistics.md.")
        return None
    stated = known.files.get(file.digest())
    if stated is None and not release:
        faults.add(file.name, "say which release it is from: --release with year and month, such as 2025-10.")
        return None
    about = stated or KnownFile(
        publication_id=publication, release=release, source_table=file.stem, rate_base=RateBase()
    )
    reading = Reading(
        file=file,
        publication_id=about.publication_id,
        release=release or about.release,
        source_table=about.source_table,
        rate_base=about.rate_base,
        known=known,
        faults=faults,
    )
    return reading, made(reading)
