"""The command line of feedback: look for identifying details in a file of texts."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cscp_core.identifying.known import known_names
from cscp_core.identifying.rules import find

REPORTS = Path(__file__).parents[1] / "data"

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def feedback() -> None:
    """What is said of the findings, and how it is kept safe."""


@app.command()
def check_text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text a line, in UTF-8; - is standard input.")],
) -> None:
    """Print one JSON object a line: the text, and the identifying details that are in it."""
    try:
        read = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        typer.echo(f"{file} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(2) from None
    known = frozenset().union(*(known_names(folder) for folder in sorted(REPORTS.iterdir()) if folder.is_dir()))
    lines = read.decode(errors="replace").removesuffix("\n").split("\n") if read else []
    for line in lines:
        text = line.removesuffix("\r")
        found = [{"kind": one.kind, "start": one.start, "end": one.end} for one in find(text, known)]
        typer.echo(json.dumps({"text": text, "found": found}, ensure_ascii=False).encode())


if __name__ == "__main__":
    sys.exit(app())
