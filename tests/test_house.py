"""How the code is laid out and named: files that one person can read, and names that mean one thing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST, LONGEST_OF_TESTS = 500, 600
"""Lines of a file. Migrations are left out: nobody changes one that has run."""
ONLY_TEXTS = frozenset({"texts.py"})
"""Lists of texts, without any code."""
ONE_MEANING = frozenset({"Answer", "Check", "Draft", "Figure", "Finding", "Kind", "Period", "Source", "State"})
"""Names so general that two classes of one name could be taken for each other, whatever kind of class they are."""
SAYS_NOTHING = frozenset({"fold", "heap", "hold", "known", "put", "said", "stands", "take", "told", "whoever"})
"""Words that do not tell what a function does or returns."""
STALE = re.compile(r"\b(whoever|anew|thereof|hitherto|wherein|whereof)\b", re.IGNORECASE)
CODE = sorted(
    path
    for room in ("cscp_core", "feedback", "pages")
    for path in (ROOT / room).rglob("*.py")
    if "versions" not in path.parts
)
CORE = [path for path in CODE if path.relative_to(ROOT).parts[0] != "pages"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def classes(path: Path) -> Iterator[ast.ClassDef]:
    return (one for one in ast.parse(path.read_text()).body if isinstance(one, ast.ClassDef))


def is_value(one: ast.ClassDef) -> bool:
    """Whether a class is a dataclass, or the members of an enumeration."""
    marks = [ast.unparse(mark) for mark in one.decorator_list]
    bases = [ast.unparse(base) for base in one.bases]
    return any("dataclass" in mark for mark in marks) or any(
        base == "Labelled" or base.endswith("Enum") for base in bases
    )


def shared(found: dict[str, list[Path]]) -> dict[str, list[str]]:
    """Names of classes in several places. The row of a room and the view of it are one thing, and may share one."""
    result = {}
    for name, paths in found.items():
        folders = {path.parent for path in paths if path.name in ("tables.py", "views.py")}
        others = [path for path in paths if path.name not in ("tables.py", "views.py")]
        if len(folders) + len(others) > 1:
            result[name] = [named(path) for path in paths]
    return result


def test_no_two_values_of_the_core_share_a_name():
    found = defaultdict(list)
    for path in CORE:
        for one in classes(path):
            if is_value(one) and not one.name.startswith("_"):
                found[one.name].append(path)
    assert shared(found) == {}


def test_a_general_name_belongs_to_one_class():
    found = defaultdict(list)
    for path in CORE:
        for one in classes(path):
            if one.name in ONE_MEANING:
                found[one.name].append(path)
    assert shared(found) == {}


def test_a_function_is_named_for_what_it_does():
    vague = [
        f"{named(path)}: {one.name}"
        for path in CODE
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.FunctionDef) and one.name.strip("_") in SAYS_NOTHING
    ]
    assert vague == []


def test_code_is_written_in_plain_words():
    assert [f"{named(path)}: {word}" for path in CODE for word in STALE.findall(path.read_text())] == []


def test_a_file_is_short_enough_to_read():
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path.name not in ONLY_TEXTS]
    limits = dict.fromkeys(CODE, LONGEST) | dict.fromkeys(tests, LONGEST_OF_TESTS)
    lines = {path: len(path.read_text().splitlines()) for path in limits}
    assert {named(path): lines[path] for path in limits if lines[path] > limits[path]} == {}


def test_a_test_starts_a_loop_only_in_a_thread_apart():
    """Beside a test that drives a browser, the worker's own thread has a loop running, and refuses a second."""
    starts = re.compile(r"\basyncio\.run\(|\bnew_event_loop\(|\brun_until_complete\(")
    tests = (path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
    assert [named(path) for path in tests if starts.search(path.read_text())] == []
