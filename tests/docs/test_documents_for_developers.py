"""What developers read matches the code: changelog, decisions, the layers and rooms in CONTRIBUTING."""

import ast
import importlib
import re
import textwrap
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DECISIONS = ROOT / "docs" / "decisions"
LONGEST_CHANGE = 160
FOR_DEVELOPERS = ("add_a_screen", "change_a_table", "add_a_role", "add_a_check", "change_a_deadline")
INVENTED = {"pages/reviews.py"}
NUMBERS = {"three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
UNITS = {"working days": 1, "days": timedelta(days=1), "hours": timedelta(hours=1)}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def test_changelog_has_one_short_line_a_change_under_a_date():
    lines = [line for line in read("CHANGELOG.md").split("\n## ", 1)[1].splitlines()[1:] if line]
    changes = [line for line in lines if not line.startswith("#")]
    assert changes
    assert [line for line in changes if not re.match(r"- \S.*\.$", line) or len(line) > LONGEST_CHANGE] == []


def test_changelog_is_grouped_by_release_newest_first():
    headings = re.findall(r"^(##+) (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    dates = [text for mark, text in headings if mark == "###"]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for date in dates)
    assert dates == sorted(set(dates), reverse=True)
    unreleased, *releases = [text for mark, text in headings if mark == "##"]
    assert unreleased == "Unreleased"
    assert releases[0] == project()["project"]["version"]


def test_decisions_have_unique_numbers_and_the_three_parts():
    files = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [number for number, count in Counter(file.name[:4] for file in files).items() if count > 1] == []
    for file in files:
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[0].startswith(f"{file.name[:4]} "), file.name
        assert headings[1:] == ["Context", "Decision", "Consequences"], file.name


def test_index_of_decisions_lists_every_decision_once_by_its_title():
    listed = re.findall(
        r"^\| \[(\d{4})\]\((.+?)\) \| (.+?) \| \S.+ \|$", read("docs/decisions/README.md"), re.MULTILINE
    )
    titles = {
        (file.name[:4], file.name): file.read_text(encoding="utf-8").split("\n", 1)[0][len("# 0000 ") :]
        for file in DECISIONS.glob("[0-9]*.md")
    }
    assert [(number, name, title) for number, name, title in listed] == [
        (*key, title) for key, title in sorted(titles.items())
    ]


def packages() -> set[str]:
    """Every folder with code. What lies within pages/components/ and within the migrations belongs to that room."""
    files = [
        path.relative_to(ROOT) for root in ("cscp_core", "feedback", "pages") for path in (ROOT / root).rglob("*.py")
    ]
    rooms = {path.parent.parts for path in files} - {("cscp_core",), ("pages",)}
    return {"/".join(room[: 2 if room[0] == "pages" else 3]) + "/" for room in rooms}


def test_contributing_names_every_room():
    named = set(re.findall(r"`([\w/]+/)`", read("CONTRIBUTING.md")))
    assert packages() - named == set()
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_diagram_of_contributing_shows_the_import_layers():
    contracts = project()["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    diagram = read("CONTRIBUTING.md").split("```mermaid")[1].split("```")[0]
    drawn = re.findall(r'(\w+)\["(.+?)<br/>.+?"\]', diagram)
    assert drawn == [(f"l{number}", layer) for number, layer in enumerate(layers, start=1)]
    arrows = re.findall(r"^ *(\w+)(?:\[.*?\])? --> (\w+)", diagram, re.MULTILINE)
    assert arrows == [(f"l{number}", f"l{number + 1}") for number in range(1, len(layers))]


@pytest.mark.parametrize("name", FOR_DEVELOPERS)
def test_every_path_of_a_how_to_for_developers_exists(name):
    text = read(f"docs/how_to/{name}.md")
    paths = set(re.findall(r"`((?:cscp_core|feedback|pages|tests|docs|data)/[\w/.-]*)`", text)) - INVENTED
    assert paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def names_of(block: str) -> list[tuple[Any, str]]:
    """What a block of Python imports, and what it takes from modules that it imports: the holder and the name."""
    tree = ast.parse(textwrap.dedent(block))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    known = {
        alias.name: getattr(importlib.import_module(node.module or ""), alias.name, None)
        or importlib.import_module(f"{node.module}.{alias.name}")
        for node in imports
        for alias in node.names
    }
    return [
        (known[node.value.id], node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known
    ]


@pytest.mark.parametrize("name", FOR_DEVELOPERS)
def test_every_name_in_the_code_of_a_how_to_exists(name):
    text = read(f"docs/how_to/{name}.md")
    blocks = re.findall(r"^ *```python\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    taken = [one for block in blocks for one in names_of(block)]
    assert [name for holder, name in taken if not hasattr(holder, name)] == []


def test_every_component_that_the_how_to_of_screens_names_exists():
    text = read("docs/how_to/add_a_screen.md")
    used = set(re.findall(r"`(data|doing|gate|heading|menu|note_first|said_card|table)\.(\w+)", text))
    components: dict[str, ModuleType] = {name: importlib.import_module(f"pages.components.{name}") for name, _ in used}
    assert len(used) > 10
    assert [f"{module}.{name}" for module, name in used if not hasattr(components[module], name)] == []


def deadlines() -> list[tuple[str, str, str, str]]:
    """The deadlines of the how-to: number, unit, constant, file."""
    row = r"^ *\| .+? \| (\w+) (working days|days|hours) \| `(\w+)` in `([\w/]+\.py)` \|$"
    return re.findall(row, read("docs/how_to/change_a_deadline.md"), re.MULTILINE)


def number_of(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def test_how_to_of_deadlines_states_those_of_the_code():
    found = deadlines()
    assert len(found) >= 6
    for word, unit, constant, file in found:
        module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
        assert getattr(module, constant) == number_of(word) * UNITS[unit], constant


def test_every_screen_and_document_that_states_a_deadline_states_one_of_the_code():
    known = {(number_of(word), unit) for word, unit, *_ in deadlines()}
    places = [ROOT / "README.md", *(ROOT / "pages").rglob("*.py"), *(ROOT / "pages").rglob("*.md")]
    places += [
        *(ROOT / "feedback").rglob("wording.py"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs/how_to").glob("*.md"),
    ]
    stated = re.compile(rf"\b(\d+|{'|'.join(NUMBERS)}) (working days)", re.IGNORECASE)
    stale = []
    for path in places:
        text = " ".join(path.read_text(encoding="utf-8").split())
        stale += [
            f"{path.name}: {word} {unit}"
            for word, unit in stated.findall(text)
            if (number_of(word.lower()), unit.lower()) not in known
        ]
    assert stale == []


@pytest.mark.parametrize("name", FOR_DEVELOPERS)
def test_every_name_that_a_how_to_places_in_a_file_is_defined_there(name):
    placed = re.findall(r"`(\w+)`,? in\s+`([\w/]+\.py)`", read(f"docs/how_to/{name}.md"))
    assert [
        (one, file) for one, file in placed if not re.search(rf"^(?:class |def )?{one}\b|, {one} =", read(file), re.M)
    ] == []


def defined_in(file: str) -> set[str]:
    """The classes, functions and constants at the top of a module."""
    names: set[str] = set()
    for node in ast.parse(read(file)).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        names |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return names


def test_every_code_name_of_the_glossary_is_defined_where_it_says():
    row = r"^\| [^|]+ \| `(\w+)` \| [^|]+ \| `([\w/]+\.py)` \|$"
    rows = re.findall(row, read("docs/glossary.md"), re.MULTILINE)
    assert len(rows) == read("docs/glossary.md").count("\n| ") - 1
    assert [(name, file) for name, file in rows if name not in defined_in(file)] == []
