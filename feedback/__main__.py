"""The command line of feedback: look for details or worries in texts, and delete what was kept long enough."""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from cscp_core.identifying.known import known_names
from cscp_core.identifying.rules import find_details
from cscp_core.identifying.worries import find_worries

REPORTS = Path(__file__).parents[1] / "data"

LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}  # some readers end a line there

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def feedback() -> None:
    """What is said of the findings, and how it is kept safe."""


@app.command()
def check_text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text a line, in UTF-8; - is standard input.")],
    for_worries: Annotated[bool, typer.Option("--worries", help="Look for worries, and leave the text out.")] = False,
) -> None:
    """Print one JSON object a line: the text and the identifying details in it, or the worries noticed in it."""
    try:
        read = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        typer.echo(f"{file} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(2) from None
    try:
        texts = read.decode("utf-8-sig")  # a mark of the byte order at the start is no part of the first text
    except UnicodeDecodeError as error:
        line = read.count(b"\n", 0, error.start) + 1
        typer.echo(f"{file} is not a text in UTF-8: line {line} has a byte that is none. Save it as UTF-8.", err=True)
        raise typer.Exit(2) from None
    lines = texts.removesuffix("\n").split("\n") if texts else []
    answer = _worries_row if for_worries else _details_row
    out = sys.stdout.buffer  # not flushed at each line, as echo does
    for line in lines:
        row = json.dumps(answer(line.removesuffix("\r")), ensure_ascii=False).translate(LINE_ENDS)
        out.write(row.encode() + b"\n")
    out.flush()


def _details_row(text: str) -> dict[str, Any]:
    found = [{"kind": one.kind, "start": one.start, "end": one.end} for one in find_details(text, _names_known())]
    return {"text": text, "found": found}


def _worries_row(text: str) -> dict[str, Any]:
    return {"worries": [{"kind": one.kind, "start": one.start, "end": one.end} for one in find_worries(text)]}


@cache
def _names_known() -> frozenset[str]:
    """Names of the field in every report, which are no findings."""
    return frozenset().union(*(known_names(folder) for folder in sorted(REPORTS.iterdir()) if folder.is_dir()))


@app.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and delete nothing.")] = False,
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="Also where it ran last more than 60 days ago.")
    ] = False,
) -> None:
    """Delete what has been kept long enough, and say how many of each kind. Meant for a timer, once a day."""
    from cscp_core import start  # looking at a text needs none of it
    from cscp_core.errors import CscpError
    from cscp_core.people.permissions import SYSTEM
    from feedback.own.retention import apply

    try:
        store = start.store()
        with store.writing() as session:
            found = apply(session, SYSTEM, dry_run=dry_run, clock_is_right=clock_is_right)
    except CscpError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for kind, number in found.items():
        typer.echo(f"{kind}: {number} {'would be deleted' if dry_run else 'deleted'}")


if __name__ == "__main__":
    sys.exit(app())
