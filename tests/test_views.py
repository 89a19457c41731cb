"""What a room shows is a frozen value whose parts are named where it is made: none changes places with another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_BY_POSITION = 6
FILES = sorted(path for room in ("cscp_core", "feedback", "pages") for path in (ROOT / room).rglob("*.py"))
SHOWS = ("views.py", "reads.py", "service.py")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dataclasses(source: str) -> Iterator[tuple[ast.ClassDef, dict[str, bool]]]:
    """Every dataclass of a module, with what its decorator says."""
    for one in ast.walk(ast.parse(source)):
        for mark in one.decorator_list if isinstance(one, ast.ClassDef) else ():
            call = mark if isinstance(mark, ast.Call) else None
            if ast.unparse(call.func if call else mark).rpartition(".")[2] == "dataclass":
                said = call.keywords if call else []
                yield one, {str(part.arg): ast.literal_eval(part.value) for part in said}


def fields(kind: ast.ClassDef) -> list[str]:
    return [ast.unparse(one.target) for one in kind.body if isinstance(one, ast.AnnAssign)]


def made_by_position(source: str, *, shows: bool) -> list[str]:
    """Dataclasses whose values can be made by position and should not: views, and what has many fields."""
    return [
        kind.name
        for kind, said in dataclasses(source)
        if not said.get("kw_only") and (shows or len(fields(kind)) > MOST_BY_POSITION)
    ]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_a_room_shows_and_what_has_many_parts_is_made_by_name(path):
    assert made_by_position(path.read_text(), shows=path.name in SHOWS) == []


@pytest.mark.parametrize("path", [path for path in FILES if path.name in SHOWS[:2]], ids=named)
def test_what_a_room_shows_is_frozen(path):
    assert [kind.name for kind, said in dataclasses(path.read_text()) if not said.get("frozen")] == []


MANY = "".join(f"    part_{number}: str\n" for number in range(MOST_BY_POSITION + 1))


@pytest.mark.parametrize("mark", ["dataclass", "dataclass()", "dataclasses.dataclass(frozen=True)"])
def test_a_value_of_many_parts_that_can_be_made_by_position_is_found(mark):
    assert made_by_position(f"@{mark}\nclass Told:\n{MANY}", shows=False) == ["Told"]


def test_a_view_of_one_part_that_can_be_made_by_position_is_found():
    source = "@dataclass(frozen=True)\nclass Told:\n    words: str\n"
    assert made_by_position(source, shows=True) == ["Told"]
    assert made_by_position(source, shows=False) == []
