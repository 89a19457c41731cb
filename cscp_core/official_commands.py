"""Commands for official statistics: import, undo, export, and the report beside the record."""

import io
from pathlib import Path
from typing import Annotated

import typer

from cscp_core.command_line import migrated, said_on_standard_error, write_file
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.official import export, imports
from cscp_core.official.files import named_files
from cscp_core.official.imports import OfficialPreview
from cscp_core.people.permissions import SYSTEM
from cscp_core.reconciliation import official_record
from cscp_core.reconciliation.record_rows import RecordVerdict

official = typer.Typer(help="Official statistics: import, undo, export, compare.", no_args_is_help=True)
MOST_CHANGES = 10  # lines


@official.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Published files, unchanged.")],
    release: Annotated[
        str, typer.Option(help="Year and month of their release, such as 2025-10; not needed for files that are known.")
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be loaded, and store nothing.")] = False,
) -> None:
    """Load published files, all or nothing. With faults, list them all and load nothing."""
    with said_on_standard_error(), migrated().writing() as session:
        named = named_files(files)
        if preview:
            found = imports.preview(session, SYSTEM, files=named, release=release)
        else:
            found = imports.load_files(session, SYSTEM, files=named, release=release, seen_number=None)
        _tell(found, preview)


@official.command("undo")
def undo() -> None:
    """Undo the latest load. The undo is itself recorded as a load."""
    with said_on_standard_error(), migrated().writing() as session:
        done = imports.undo_last(session, SYSTEM, seen_number=None)
    typer.echo(f"Load {done.undoes} is undone: {-done.added:,} values removed, {done.changed:,} back as before.")


@official.command("loads")
def list_loads() -> None:
    """List every load and undo, newest first."""
    with said_on_standard_error(), migrated().reading() as session:
        for one in imports.list_loads(session, SYSTEM):
            state = f"undoes {one.undoes}" if one.undoes else "undone" if one.undone else "in use"
            typer.echo("\t".join((str(one.number), f"{one.at:%Y-%m-%d}", state, ", ".join(one.releases))))


@official.command("export")
def export_long(
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
    as_published: Annotated[
        bool,
        typer.Option("--as-published", help="Include small counts that the publisher prints. For internal use only."),
    ] = False,
) -> None:
    """Write every value as one long table. Counts of children from 1 to 5, and numbers that would reveal them, are
    withheld."""
    with said_on_standard_error():
        text = io.StringIO()
        with migrated().reading() as session:
            written = export.write_long(session, SYSTEM, out=text, as_published=as_published)
        write_file(out, text.getvalue().encode())
    typer.echo(f"{counted(written, 'value')}.")


@official.command("against-report")
def against_report(
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
    report: Annotated[str, typer.Option(help="The report's id; the newest if not given.")] = "",
) -> None:
    """Write each figure that has an official counterpart: printed, official, difference, verdict, and why."""
    with said_on_standard_error():
        text = io.StringIO()
        with migrated().reading() as session:
            report_id = evidence.find_year(session, SYSTEM, report_id=report).report_id
            rows = official_record.against_report(session, SYSTEM, report_id=report_id)
        official_record.write_rows(text, rows)
        write_file(out, text.getvalue().encode())
    for verdict in RecordVerdict:
        number = sum(row.verdict is verdict for row in rows)
        if number:
            typer.echo(f"{verdict}: {number}")


def _tell(found: OfficialPreview, only_looked: bool) -> None:
    for one in found.files:
        typer.echo(
            f"{one.file}: {one.layout}, {one.publication_id} {one.release}, {counted(one.series, 'series', 'series')}"
        )
        for what, number in one.left_out.items():
            typer.echo(f"  {what}: {counted(number, 'time')}")
    for change in found.changes[:MOST_CHANGES]:
        typer.echo(f"  {change.series_id}, {change.place_code}, {change.period}: was {change.was}, is {change.now}")
    counts = f"{found.added:,} added, {found.changed:,} changed, {found.unchanged:,} unchanged"
    if only_looked:
        typer.echo(f"It would be load {found.number}: {counts}. Nothing was stored.")
    elif found.added or found.changed:
        typer.echo(f"Load {found.number}: {counts}.")
    else:
        typer.echo(f"Nothing changed since load {found.standing}.")
