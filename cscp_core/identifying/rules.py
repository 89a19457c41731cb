"""A placeholder, to be written over."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PHONE = "phone"


@dataclass(frozen=True)
class Found:
    kind: Kind
    start: int
    end: int


def find(text: str, known: frozenset[str] = frozenset()) -> list[Found]:
    return [Found(Kind.PHONE, one.start(), one.end()) for one in re.finditer(r"0\d[\d ]{8,}\d", text)]
