"""What every command shares: the migrated database, errors as messages, and files that are written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.settings import settings
from cscp_core.storage import migrate
from cscp_core.storage.session import Store


@contextmanager
def said_on_standard_error() -> Iterator[None]:
    """Turns what a person can be told into a message and exit code 1."""
    try:
        yield
    except CscpError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def migrated() -> Store:
    """The store that the settings name, its tables as this version has them."""
    opened = start.open_store(settings())
    migrate.upgrade(opened, settings().mode)
    return opened


def write_file(out: Path, content: bytes) -> None:
    """Writes a file and says so; exit code 2 where it cannot be written."""
    try:
        out.write_bytes(content)
    except OSError as error:
        typer.echo(f"{out} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Written: {out}")
