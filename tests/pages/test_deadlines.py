"""Deadlines on screens: each number stands once in the code, and sentences take it from there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cscp_core.evidence.numbers import WORDS
from pages.components import deadlines

EXPLAINS_LABELS = "words.md"
"""A table of labels, which a test of its own holds to those of the code."""
PAGES = Path(deadlines.__file__).resolve().parent.parent
UNIT = r"(?:working |calendar )?(?:minute|hour|day|week|month|year)s?"
WRITTEN = re.compile(rf"\b(?:\d[\d,.]*|half an?|{'|'.join(WORDS)})[ -]{UNIT}\b(?!-old)", re.IGNORECASE)


def sentences(path: Path) -> Iterator[str]:
    """What a file of pages may show: the text of a Markdown file, the strings of a module but its docstrings."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield " ".join(source.split())
        return
    tree = ast.parse(source)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


def test_no_sentence_of_a_screen_writes_the_number_of_a_deadline():
    files = [path for path in (*PAGES.rglob("*.py"), *PAGES.rglob("*.md")) if path.name != EXPLAINS_LABELS]
    assert len(files) > 100
    assert [
        f"{path.relative_to(PAGES)}: {found}"
        for path in files
        for sentence in sentences(path)
        for found in WRITTEN.findall(sentence)
    ] == []


@pytest.mark.parametrize("written", ["within three working days", "90 days later", "for half a year", "a 4-hour wait"])
def test_a_number_of_a_deadline_is_found_however_it_is_written(written: str):
    assert WRITTEN.search(written)


@pytest.mark.parametrize(
    ("days", "told"),
    [(1, "1 day"), (90, "90 days"), (180, "6 months"), (182, "6 months"), (365, "1 year"), (3 * 365, "3 years")],
)
def test_a_length_of_time_is_told_in_the_largest_unit_that_people_use_for_it(days: int, told: str):
    assert deadlines.in_words(days) == told
