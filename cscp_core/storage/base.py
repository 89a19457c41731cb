"""The one base of all tables, and the types of a moment in time, an exact decimal number and a code."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import DateTime, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from cscp_core.labelled import Labelled

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Every stored thing derives from this, so that a hot reload meets a fresh registry."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on every engine. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal number exactly as it is written, stored as its digits: 0.10 stays 0.10, and nothing is rounded."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Code(TypeDecorator[str]):
    """A member of one of these enums, stored as its code. Anything else is refused, and so is the empty string unless
    it is said to stand for "none". A code that this version does not know is read as it stands."""

    impl = String
    cache_ok = True

    def __init__(self, *enums: type[Labelled], empty: bool = False) -> None:
        super().__init__()
        self.enums = enums
        self.empty = empty

    @cached_property
    def members(self) -> dict[str, Labelled]:
        """By their codes. Every value that is read is looked up here."""
        return {one.value: one for enum in self.enums for one in enum}

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value == "" and self.empty):
            return value
        if value not in self.members:
            raise ValueError(f"That is no code of {', '.join(enum.__name__ for enum in self.enums)}.")
        return self.members[value].value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.members.get(value, value)


def codes(*enums: type[Labelled], empty: bool = False) -> Any:
    """`Code` as the type of a field."""
    return Code(*enums, empty=empty)
