"""The fifty words of the Glossary: each is on a screen, and each state that is drawn as a badge is explained."""

import ast
import re
from pathlib import Path

import pytest

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.improvement.states import ActionState
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.glance import rules as glance

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "pages" / "text" / "words.md"
CODE = [file for room in ("pages", "cscp_core", "feedback") for file in sorted((ROOT / room).rglob("*.py"))]
CHANCE = (glance.MORE, glance.CHANCE, glance.UNTOLD)


def explained() -> list[list[str]]:
    """The words of each row; a row explains several with a dot between them."""
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [row.split(" · ") for row in rows[1:]]


def texts(file: Path) -> list[str]:
    """Every text of a file that is not a docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about
    ]


def test_the_table_explains_fifty_words_each_once():
    rows = explained()
    words = [word for row in rows for word in row]
    assert len(rows) == 50
    assert sorted(set(words)) == sorted(words)


def test_every_word_of_the_table_is_in_the_code_of_the_screens():
    code = "\n".join(text for file in CODE for text in texts(file))
    words = [word for row in explained() for word in row]
    assert [word for word in words if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", code, re.IGNORECASE)] == []


@pytest.mark.parametrize("states", [HowFar, HowKnown, Need, ActionState, Assurance, ChallengeState])
def test_every_state_that_a_badge_shows_is_explained(states):
    known = {word.casefold() for row in explained() for word in row}
    assert [one.label for one in states if one.label.casefold() not in known] == []


def test_what_is_said_of_chance_is_explained():
    known = {word.casefold() for row in explained() for word in row}
    assert set(CHANCE) <= known


def test_the_glossary_for_readers_of_the_code_leads_to_the_table():
    assert "(../pages/text/words.md)" in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
