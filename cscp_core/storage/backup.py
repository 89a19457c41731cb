"""A backup that either engine can make and take back: every table's rows as JSON lines, with a checksum of each.

It is read in one transaction while the app goes on, appears under its name only when it is whole, and is put back into
an empty database in one transaction. The bytes of a key are never in it.
"""

import base64
import hashlib
import hmac
import json
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, func, inspect, select, text, update
from sqlalchemy.sql.sqltypes import Date, DateTime, LargeBinary, Time
from sqlmodel import col

from cscp_core.errors import BackupRefused
from cscp_core.storage.migrate import alembic_config, revisions
from cscp_core.storage.private import open_private, sync
from cscp_core.storage.session import Store, said_plainly, wall_clock
from cscp_core.storage.tables import Installation, TrailRow, random_id

FORMAT = 1
MANIFEST = "manifest.json"
REVISIONS = "alembic_version"
AT_ONCE = 500  # rows


@dataclass(frozen=True)
class Backup:
    """What a backup holds: when it was made, of which revision of the tables, and rows by table."""

    made_at: str
    revision: str
    rows: dict[str, int]
    by_this_key: bool = True
    """Whether it was made with the key that looks at it, so that a change of it would have been found."""


def make_backup(store: Store, into: Path, *, only: Collection[str] = ()) -> Backup:
    """Writes a backup of the whole database, or of the tables named in `only`, into a new folder.

    Raises:
        BackupRefused: there is something under that name already, or it cannot be written.
        StorageUnavailable: the database cannot be read.
    """
    if into.exists():
        raise BackupRefused(f"{into} already exists. Name a new folder.")
    draft = into.with_name(f"{into.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        with said_plainly(), store.engine.connect() as connection:
            if store.engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            found = _write(connection, draft, only, store.chain_key)
        for one in (*draft.iterdir(), draft):
            sync(one)
        draft.rename(into)
        sync(into.parent)
    except OSError as error:
        raise BackupRefused(f"The backup cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)  # half a backup holds people's words as well
    return found


def read_backup(folder: Path, key: bytes) -> Backup:
    """What a backup holds, every file of it checked against its checksum, and the checksums against the trail's key
    where the backup says that it was made with it.

    Raises:
        BackupRefused: it is no backup, not whole, or was changed.
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise BackupRefused(f"The backup is of form {said['format']}; this version reads form {FORMAT}.")
        seal, ours = str(said.pop("seal")), said["key"] == _seal({}, key)
        if ours and not hmac.compare_digest(seal, _seal(said, key)):
            raise BackupRefused("The backup is not what was written: its list of files was changed.")
        for name, told in said["tables"].items():
            if _sum_of(folder / f"{name}.jsonl") != told["sha256"]:
                raise BackupRefused(f"{name}.jsonl is not what was written: its checksum differs.")
        rows = {name: told["rows"] for name, told in said["tables"].items()}
        return Backup(said["made_at"], said["revision"], rows, ours)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupRefused(f"{folder} is not a complete backup.") from error


def restore_backup(store: Store, folder: Path, *, mode: str = "", any_key: bool = False) -> Backup:
    """Puts a backup into an empty database, in one transaction, and brings its tables to the newest version.

    A backup made with another key, or without its trail, begins an installation of its own.

    Raises:
        BackupRefused: the backup is not whole, is of another mode than `mode`, of a newer version of the app, or made
            with another key without `any_key`; or the database is not empty.
        StorageUnavailable: the database cannot be written. Nothing was restored.
    """
    found = read_backup(folder, store.chain_key)
    if not found.by_this_key and not any_key:
        raise BackupRefused(
            "This backup was made with another key. It may be another installation's, or the key was changed. "
            "Use the key that it was made with, or say --made-with-another-key: read what that means first, in "
            "docs/how_to/keep_a_backup.md."
        )
    if found.revision not in revisions():
        raise BackupRefused("This backup was made by a newer version of the app. Restore it with that version.")
    config = alembic_config()
    with said_plainly(), store.engine.execution_options(writing=True).begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() is not None:
            raise BackupRefused("The database is not empty. Restore into a new one, then point the app at it.")
        config.attributes["connection"] = connection
        command.upgrade(config, found.revision)
        tables = [table for table in _read_tables(connection) if table.name in found.rows]
        for table in tables:
            _fill_table(connection, table, folder / f"{table.name}.jsonl")
        _count_on(connection, tables, folder)
        command.upgrade(config, "head")
        _check_mode(connection, mode)
        if not found.by_this_key or TrailRow.__tablename__ not in found.rows:
            connection.execute(update(Installation).values(installation_id=random_id()))
    return found


def _check_mode(connection: Connection, mode: str) -> None:
    made_for = connection.scalar(select(col(Installation.mode)))
    if mode and made_for and made_for != mode:
        raise BackupRefused(f"This backup is of {made_for} mode and the app is in {mode} mode. Nothing was restored.")


def _write(connection: Connection, folder: Path, only: Collection[str], key: bytes) -> Backup:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        raise BackupRefused("The database has no tables yet: there is nothing to keep.")
    rows: dict[str, int] = {}
    tables = [table for table in _read_tables(connection) if not only or table.name in only]
    for table in tables:
        rows[table.name] = _write_rows(folder / f"{table.name}.jsonl", _read_rows(connection, table))
    made_at = wall_clock().isoformat()
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "key": _seal({}, key),
        "made_at": made_at,
        "revision": revision,
        "counters": {name: one for name, one in _counters(connection, tables).items() if name in rows},
        "tables": {name: {"rows": count, "sha256": _sum_of(folder / f"{name}.jsonl")} for name, count in rows.items()},
    }
    manifest["seal"] = _seal(manifest, key)
    with open_private(folder / MANIFEST, "x", encoding="utf-8") as file:
        file.write(json.dumps(manifest, indent=1))
    return Backup(made_at, revision, rows)


def _read_tables(connection: Connection) -> list[Table]:
    """The tables as they stand in the database, those that others refer to first."""
    found = MetaData()
    names = inspect(connection).get_table_names()
    if connection.dialect.name == "sqlite":  # its triggers build the full-text index again
        kinds = connection.execute(text("SELECT name, type FROM pragma_table_list WHERE schema = 'main'"))
        names = [name for name, kind in kinds if kind == "table" and not name.startswith("sqlite_")]
    found.reflect(connection, only=names)
    return [table for table in found.sorted_tables if table.name != REVISIONS]


def _read_rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    for row in connection.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*table.primary_key)):
        yield {name: _to_json_value(value) for name, value in row._mapping.items()}


def _write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    with open_private(path, "x", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _seal(manifest: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, f"backup {json.dumps(manifest, sort_keys=True)}".encode(), hashlib.sha256).hexdigest()


def _fill_table(connection: Connection, table: Table, path: Path) -> None:
    """Puts a table's rows in; what refers to other rows of the same table is set once all of them are there."""
    within = {key.parent.name for key in table.foreign_keys if key.column.table is table}
    later: list[dict[str, Any]] = []
    batch: list[dict[str, Any]] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = {name: _from_json_value(table, name, value) for name, value in json.loads(line).items()}
            if any(row[name] is not None for name in within):
                later.append(row)
                row = row | dict.fromkeys(within)
            batch.append(row)
            if len(batch) == AT_ONCE:
                connection.execute(table.insert(), batch)
                batch = []
    if batch:
        connection.execute(table.insert(), batch)
    for row in later:
        own = [column == row[column.name] for column in table.primary_key]
        connection.execute(table.update().where(*own).values({name: row[name] for name in within}))


def _to_json_value(value: Any) -> Any:
    if isinstance(value, datetime):  # SQLite hands moments back without their zone, which is UTC
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def _from_json_value(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    if value is None or not isinstance(value, str):
        return value
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    return value


def _counters(connection: Connection, tables: list[Table]) -> dict[str, int]:
    """How far numbers that are never given twice have come, where the engine keeps that beside the table."""
    if connection.dialect.name != "sqlite":
        asked = text("SELECT pg_sequence_last_value(CAST(:name AS regclass))")
        reached = {table: connection.scalar(asked, {"name": name}) for table, name in _sequences(connection, tables)}
        return {table: int(number) for table, number in reached.items() if number is not None}
    if not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")).first():
        return {}
    return {name: int(number) for name, number in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))}


def _count_on(connection: Connection, tables: list[Table], folder: Path) -> None:
    """Lets numbers that the database gives go on after those that were given."""
    kept = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["counters"]
    if connection.dialect.name == "sqlite":
        for name, number in kept.items():
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            connection.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"),
                {"name": name, "number": number},
            )
        return
    columns = {table.name: table.autoincrement_column for table in tables}
    for name, sequence in _sequences(connection, tables):
        number = max(connection.scalar(select(func.max(columns[name]))) or 0, kept.get(name, 0))
        if number:
            connection.execute(text("SELECT setval(:name, :number)"), {"name": sequence, "number": number})


def _sequences(connection: Connection, tables: list[Table]) -> Iterator[tuple[str, str]]:
    """Name of a table and of the sequence that numbers its rows, on PostgreSQL."""
    for table in tables:
        column = table.autoincrement_column
        if column is not None:
            asked = text("SELECT pg_get_serial_sequence(:table, :column)")
            sequence = connection.scalar(asked, {"table": table.name, "column": column.name})
            if sequence:
                yield table.name, str(sequence)


def _sum_of(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            made.update(part)
    return made.hexdigest()
