"""How the code is laid out and named: files that one person can read, and names that mean one thing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.browser.kinds import KINDS
from tests.browser.test_every_screen import ANSWERS, DIALOGS

HERE = Path(__file__)
ROOT = HERE.parent.parent
LONGEST, LONGEST_OF_TESTS = 500, 600
"""Lines of a file. Migrations are left out: nobody changes one that has run."""
ONLY_TEXTS = frozenset({"texts.py"})
"""Lists of texts, without any code."""
ONE_MEANING = frozenset({"Answer", "Check", "Draft", "Figure", "Finding", "Kind", "Period", "Source", "State"})
"""Names so general that two classes of one name could be taken for each other, whatever kind of class they are."""
SAYS_NOTHING = frozenset({"fold", "heap", "hold", "known", "put", "said", "stands", "take", "told", "whoever"})
"""Words that do not tell what a function does or returns."""
STALE = re.compile(r"\b(whoever|anew|thereof|hitherto|wherein|whereof)\b", re.IGNORECASE)
STREAMLITS_OWN = frozenset({"Clear all"})
"""Names of buttons that the app does not draw itself."""
CODE = sorted(
    path
    for room in ("cscp_core", "feedback", "pages")
    for path in (ROOT / room).rglob("*.py")
    if "versions" not in path.parts
)
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
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


def test_code_tests_and_documents_are_written_in_plain_words():
    files = [*CODE, *(ROOT / "tests").rglob("*.py"), *DOCUMENTS]
    used = [f"{named(path)}: {word}" for path in files if path != HERE for word in STALE.findall(path.read_text())]
    assert used + [f"{named(path)}: stands" for path in DOCUMENTS if re.search(r"\bstands\b", path.read_text())] == []


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


def names_sought(path: Path) -> Iterator[str]:
    """The buttons and fields that a test looks for by a name written in it."""
    for one in ast.walk(ast.parse(path.read_text())):
        match one:
            case ast.Call(func=ast.Attribute(attr="get_by_label"), args=[ast.Constant(value=str(name)), *_]):
                yield name
            case ast.Call(func=ast.Attribute(attr="get_by_role"), args=[ast.Constant(value="button")]):
                yield from (ast.literal_eval(given.value) for given in one.keywords if is_name(given))


def is_name(given: ast.keyword) -> bool:
    return given.arg == "name" and isinstance(given.value, ast.Constant)


def with_numbers(one: ast.JoinedStr) -> str:
    """A pattern for what an f-string may say, where all that it puts in are numbers."""
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\d+" for part in one.values)


def test_the_words_that_browser_tests_wait_for_are_said():
    """Most of those tests run at night alone: words that no screen says any more would be noticed only then."""
    nodes = [one for path in CODE for one in ast.walk(ast.parse(path.read_text()))]
    texts = [one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    scripts, data = (ROOT / "static" / "js").rglob("*.js"), (ROOT / "data").rglob("*.csv")
    said = "\n".join([*texts, *(path.read_text() for path in (*scripts, *data))])
    forms = {with_numbers(one) for one in nodes if isinstance(one, ast.JoinedStr)}
    awaited = {side.told for kind in KINDS.values() for side in kind.sides}
    awaited |= {says for *_, says in ANSWERS} | {name for *_, button, inside in DIALOGS for name in (button, inside)}
    awaited |= {name for path in (ROOT / "tests" / "browser").glob("*.py") for name in names_sought(path)}
    missing = {one for one in awaited - STREAMLITS_OWN if one not in said}
    assert {one for one in missing if not any(re.fullmatch(each, one) for each in forms)} == set()
