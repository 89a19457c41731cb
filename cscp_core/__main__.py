"""The command line: load a report or official statistics, check them, and manage accounts."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from cscp_core import official_commands, start
from cscp_core.command_line import migrated, said_on_standard_error, write_file
from cscp_core.demonstration import service as demonstration
from cscp_core.errors import NotFound
from cscp_core.evidence import folder, loader, verify
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.evidence.stored import rows_in
from cscp_core.exports import digest
from cscp_core.exports import service as exports
from cscp_core.exports.cells import csv_cell
from cscp_core.notices import post
from cscp_core.people import second_factor
from cscp_core.people import service as people
from cscp_core.people.permissions import PEOPLE, SYSTEM, Role
from cscp_core.reading import drafting, writing
from cscp_core.reconciliation import folders as folders_near
from cscp_core.reconciliation.grouping import counted_in_words, grouped
from cscp_core.scrutiny.challenges import handover
from cscp_core.scrutiny.search import service as searching
from cscp_core.settings import Mode, settings
from cscp_core.storage import backup as backups
from cscp_core.storage import heads, migrate, trail
from cscp_core.storage.session import Store
from feedback.own import retention

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)
users = typer.Typer(help="Accounts: add, list, disable, reset.", no_args_is_help=True)
app.add_typer(users, name="users")
trails = typer.Typer(help="The trail of every change.", no_args_is_help=True)
app.add_typer(trails, name="trail")
app.add_typer(official_commands.official, name="official")


@app.command()
def prepare() -> None:
    """Migrate the database and load the report folders; in demo mode make the demonstration, once."""
    with said_on_standard_error():
        opened = start.open_store(settings())
        for outcome in start.prepare(settings(), opened):
            _tell(outcome)
        if settings().mode is Mode.DEMO:
            with opened.reading() as session:
                typer.echo(demonstration.read_standing(session, SYSTEM).sentence)
        _tell_passed_over(opened)


@app.command()
def load(folder_path: Annotated[Path, typer.Argument(metavar="DIR", help="A report folder.")]) -> None:
    """Load a report folder. With faults, list them all and load nothing."""
    with said_on_standard_error(), migrated().writing() as session:
        _tell(loader.load_folder(session, SYSTEM, path=folder_path))


@app.command(name="verify")
def verify_source(
    source: Annotated[Path, typer.Argument(metavar="SOURCE.txt", help="The text of the report.")],
    report: Annotated[Path | None, typer.Option(help="The report folder; the first under data/ if not given.")] = None,
) -> None:
    """Look up every figure and every quotation in the text of the report. List those that are not there, and cells
    that repeat ten or more of its words in a row."""
    with said_on_standard_error():
        folders = [report] if report else settings().report_folders
        if not folders:
            raise NotFound("There is no report folder under data/. Name one with --report.")
        read = folder.read_folder(folders[0])
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        typer.echo(f"{source} cannot be read as UTF-8 text.", err=True)
        raise typer.Exit(2) from None
    missing, unprinted = verify.not_found(read, text), verify.not_printed(read, text)
    repeated = verify.repeated(read, text)
    for sentence in missing + unprinted + repeated:
        typer.echo(sentence)
    typer.echo(
        f"{len(read.rows['figures'])} figures looked up, {len(missing)} not found. Quotations not printed: "
        f"{len(unprinted)}. Cells that repeat ten words or more: {len(repeated)}."
    )
    raise typer.Exit(1 if missing or unprinted or repeated else 0)


@app.command()
def reconcile(
    report: Annotated[Path | None, typer.Option(help="The report folder; the first under data/ if not given.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A list with one object for each check.")] = False,
) -> None:
    """Check the report's figures against each other, and against last year's report if its folder is beside this one.
    List every check with its result."""
    with said_on_standard_error():
        folders = [report] if report else settings().report_folders
        if not folders:
            raise NotFound("There is no report folder under data/. Name one with --report.")
        results = folders_near.results(folders[0], settings().report_folders)
    if as_json:
        typer.echo(json.dumps([one.as_json() for one in results], indent=2, ensure_ascii=False))
        return
    for one in results:
        typer.echo(f"{one.verdict.label}: {one.id} ({one.check}; {', '.join(one.sections)}): {one.message}")
    findings = grouped(results)
    typer.echo(f"{counted(len(results), 'check')}, {counted(len(findings), 'finding')}: {counted_in_words(findings)}.")


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, a number or an id.")],
    report: Annotated[str, typer.Option(help="The report's id; the newest if not given.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="A list with one object for each result, in order.")] = False,
) -> None:
    """Search the report, challenges, answers and meetings, as the scrutineer does."""
    scrutineer = replace(SYSTEM, role=Role.SCRUTINEER)
    with said_on_standard_error(), migrated().reading() as session:
        year = evidence.find_year(session, scrutineer, report_id=report)
        found = searching.search(session, scrutineer, report_id=year.report_id, text=query)
    for sentence in found.sentences:
        typer.echo(sentence, err=True)
    if as_json:
        results = [{"kind": one.kind, "id": one.row_id, "section": one.section, "text": one.text} for one in found.hits]
        typer.echo(json.dumps(results, indent=2, ensure_ascii=False))
        return
    for one in found.hits:
        typer.echo("\t".join((one.kind, one.row_id, one.section or "-", " ".join(one.text.split()))))
    typer.echo(f"{counted(found.total, 'result')}, {len(found.hits)} shown.", err=True)


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report as PDF, Word (.docx) or text.")],
    out: Annotated[Path, typer.Option(help="The folder to write the draft into.")],
) -> None:
    """Read a published report into a draft: CSV files, each row with its page and the words that it is based on."""
    since = perf_counter()
    with said_on_standard_error():
        made = drafting.draft_file(file)
        writing.write_draft(made, out, safe=csv_cell)
    for sentence in made.notes:
        typer.echo(sentence, err=True)
    for sheet in drafting.SHEETS:
        typer.echo(f"{sheet}\t{made.count(sheet)}")
    typer.echo(f"{counted(made.pages, 'page')}, {perf_counter() - since:.1f} seconds.")


@app.command()
def template(
    out: Annotated[Path, typer.Option(help="The Excel file to write.")],
    source: Annotated[str, typer.Option("--from", help="A report's id: next year's workbook, partly filled in.")] = "",
) -> None:
    """Write the workbook that a report is loaded from: empty, or as next year's data request to partners."""
    with said_on_standard_error():
        folders = {one.name: one for one in settings().report_folders}
        if source in folders:
            made = exports.next_template(rows_in(folder.read_folder(folders[source])))
        elif source:
            with migrated().reading() as session:
                made = exports.template_workbook(session, SYSTEM, report_id=source)
        else:
            made = exports.empty_template()
        write_file(out, made)


@app.command()
def meeting_pack(
    meeting: Annotated[int, typer.Option(help="The meeting's number, as its address shows it.")],
    out: Annotated[Path, typer.Option(help="The Word file to write.")],
    large_print: Annotated[bool, typer.Option(help="Use 16-point type.")] = False,
) -> None:
    """Write a meeting's pack: the agenda, then one page for each item."""
    with said_on_standard_error():
        with migrated().reading() as session:
            made = exports.meeting_pack(session, SYSTEM, meeting_id=meeting, large_print=large_print)
        write_file(out, made)


@app.command()
def export_register(
    out: Annotated[Path, typer.Option(help="The Excel file to write.")],
    report: Annotated[str, typer.Option(help="The report's id; the newest if not given.")] = "",
) -> None:
    """Write the register of challenges: those raised here and those that the report records."""
    with said_on_standard_error():
        with migrated().reading() as session:
            report_id = evidence.find_year(session, SYSTEM, report_id=report).report_id
            made = exports.register_workbook(session, SYSTEM, report_id=report_id)
        write_file(out, made)


@app.command()
def backup(
    folder_path: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
    for_staging: Annotated[
        bool, typer.Option("--for-staging", help="Only what reports say: nothing that a person wrote, and no account.")
    ] = False,
) -> None:
    """Copy the whole database into a folder, with checksums, while the app keeps running."""
    with said_on_standard_error():
        made = backups.make_backup(start.open_store(settings()), folder_path, only=start.STAGING if for_staging else ())
    typer.echo(
        f"Saved in {folder_path}: {sum(made.rows.values()):,} rows of {len(made.rows)} tables, made {made.made_at}."
    )


@app.command()
def restore(
    folder_path: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `backup` made.")],
    any_key: Annotated[
        bool, typer.Option("--made-with-another-key", help="Accept a backup that was made with another key.")
    ] = False,
) -> None:
    """Restore a backup into an empty database. Words taken back since it was made are taken back again."""
    with said_on_standard_error():
        opened = start.open_store(settings())
        made = backups.restore_backup(opened, folder_path, mode=settings().mode, any_key=any_key)
        migrate.upgrade(opened, settings().mode)
        again = retention.take_back_again(opened)
        with opened.reading() as session:
            broken, rows = trail.first_broken(session), trail.count_rows(session)
    typer.echo(f"Restored: {sum(made.rows.values()):,} rows of {len(made.rows)} tables, made {made.made_at}.")
    typer.echo(f"Taken back again: {again}.")
    _tell_passed_over(opened)
    if made.by_this_key:
        typer.echo(f"The trail is intact: {counted(rows, 'row')}." if broken is None else _broken(broken))
        return
    typer.echo("It was made with another key, so the app cannot tell whether anybody changed it.")
    typer.echo("Words noted under that key since then, as taken back or erased, were not taken back again.")
    typer.echo(
        f"Its trail ({counted(rows, 'row')}) cannot be checked here, and `trail verify` will say so. Keep the old key "
        "to check the backup."
        if rows
        else "It has no trail. One begins now."
    )


@app.command()
def send_notices() -> None:
    """Send waiting notices by e-mail, once. The server does this itself every half minute."""
    with said_on_standard_error():
        sent = post.send_waiting(migrated(), settings())
        typer.echo(f"{sent} sent." if settings().sends_email else "No e-mail server is set: notices stay in the app.")


@app.command()
def send_digests() -> None:
    """Send the weekly e-mail to everybody who asked for it: what they owe, what was answered. Run it on a timer."""
    with said_on_standard_error():
        sent = digest.send_all(migrated(), settings())
        typer.echo(f"{sent} sent." if settings().sends_email else "No e-mail server is set: nobody gets an e-mail.")


@users.command("add")
def add_user(
    username: str,
    role: Annotated[str, typer.Option(help="One of: " + ", ".join(role.label for role in Role if role in PEOPLE))],
    name: Annotated[str, typer.Option(help="The name or post that colleagues know.")] = "",
    agency: Annotated[str, typer.Option(help="For a statutory partner: the agency's id.")] = "",
    answers: Annotated[bool, typer.Option(help="May send answers for the agency, not only draft them.")] = False,
    email: Annotated[str, typer.Option(help="Where notices go, without content; if not given, only in the app.")] = "",
    deputy: Annotated[bool, typer.Option(help="Deputy of the business manager or safeguarding lead.")] = False,
) -> None:
    """Add an account and print the one-time link that sets its password."""
    with said_on_standard_error():
        known = Role.read(role)
        if known is None:
            typer.echo(f"{role!r} is not a role. See --help.", err=True)
            raise typer.Exit(2)
        with migrated().writing() as session:
            token = people.add_person(
                session,
                SYSTEM,
                username=username,
                name=name or username,
                role=known,
                agency_id=agency or None,
                answers=answers,
                deputy=deputy,
                email=email,
                link_hours=settings().link_hours,
            )
        _give_link(username, token)


@users.command("list")
def list_users() -> None:
    """List every account: user name, role, agency, and whether it is disabled."""
    with said_on_standard_error():
        store, page = migrated(), 1
        while True:
            with store.reading() as session:
                found = people.list_people(session, SYSTEM, page=page)
            for person in found.items:
                state = "disabled" if person.disabled else "active" if person.has_password else "no password yet"
                typer.echo("\t".join((person.username, person.role.label, person.agency or "-", state)))
            if page >= found.pages:
                return
            page += 1


@users.command("disable")
def disable_user(username: str) -> None:
    """Disable an account and end its sessions."""
    with said_on_standard_error(), migrated().writing() as session:
        found = people.find_person(session, SYSTEM, username=username)
        handover.disable_person(session, SYSTEM, account_id=found.account_id, version=found.version)
        typer.echo(f"{found.username} is disabled and signed out.")


@users.command("reset-password")
def reset_user(username: str) -> None:
    """Take a password away, end the account's sessions, and print a new one-time link."""
    with said_on_standard_error(), migrated().writing() as session:
        found = people.find_person(session, SYSTEM, username=username)
        token = people.reset_password(
            session,
            SYSTEM,
            account_id=found.account_id,
            version=found.version,
            link_hours=settings().link_hours,
        )
        _give_link(found.username, token)


@users.command("reset-second-factor")
def reset_second_factor(username: str) -> None:
    """Remove the second factor of an account whose phone is lost, and end its sessions."""
    with said_on_standard_error(), migrated().writing() as session:
        found = people.find_person(session, SYSTEM, username=username)
        second_factor.reset_factor(session, SYSTEM, account_id=found.account_id, version=found.version)
        typer.echo(f"{found.username} sets up a new one at the next sign-in.")


@trails.command("verify")
def verify_trail(
    heads_path: Annotated[
        Path | None, typer.Option("--heads", metavar="FILE", help="Heads that somebody else keeps: see `trail head`.")
    ] = None,
) -> None:
    """Check every row of the trail with its key, and that its end is not missing. Name the first row that is wrong."""
    with said_on_standard_error():
        path = heads_path or settings().trail_heads
        if heads_path and not heads_path.exists():
            raise NotFound(f"{heads_path} does not exist.")
        opened = start.open_store(settings())
        with opened.reading() as session:
            broken = trail.first_broken(session)
            missing = heads.first_missing(session, path)
            rows = trail.count_rows(session)
            known = sum(1 for _ in heads.read_heads(session, path))
            strange = heads.passed_over(session, path)
    if strange:
        typer.echo(strange)
    if broken is not None:
        typer.echo(_broken(broken))
    if missing:
        typer.echo(missing)
    if broken is not None or missing:
        raise typer.Exit(1)
    typer.echo(f"The trail is intact: {counted(rows, 'row')}, and {counted(known, 'head')} noted outside the database.")


@trails.command("head")
def print_head() -> None:
    """Print where the trail ends, as one sealed line for a file that another owner or another machine keeps."""
    with said_on_standard_error(), start.open_store(settings()).reading() as session:
        line = heads.newest_line(session)
    if line:
        typer.echo(line)


def _broken(row: int) -> str:
    return f"Row {row} is the first that is not intact: a row was changed, removed or added without the key."


def _tell_passed_over(opened: Store) -> None:
    """Says which lines of the files beside the database were passed over, on standard error."""
    for sentence in start.passed_over(opened):
        typer.echo(sentence, err=True)


def _tell(outcome: loader.Outcome) -> None:
    if outcome.absent:
        typer.echo(f"{outcome.report_id}: not in the folder: {', '.join(outcome.absent)}.")
    if not outcome.changes:
        typer.echo(f"{outcome.report_id}: nothing changed since load {outcome.number}.")
        return
    counts = f"{outcome.added} added, {outcome.changed} changed, {outcome.retired} retired"
    typer.echo(f"{outcome.report_id}: load {outcome.number}: {counts}.")


def _give_link(username: str, token: str) -> None:
    typer.echo(f"Give this link to {username}; it works once, within {settings().link_hours} hours:")
    typer.echo(f"{settings().public_address}/welcome?token={token}")
    if settings().mode is Mode.DEMO:
        typer.echo("This is a demonstration: its accounts are not for real use.", err=True)


if __name__ == "__main__":
    sys.exit(app())
