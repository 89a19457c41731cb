"""How questions are worded: the wordings of data/questions.csv, and what may be put in them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from cscp_core.errors import WordingRefused
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.scrutiny.missing.rules import Missing

FILE = Path(__file__).resolve().parents[3] / "data" / "questions.csv"
NAMES = {
    "claim": "the words of the claim or the action",
    "section": "where the report says it: “Section 3.2”, “The foreword”",
    "agency": "the agency that is asked",
    "figure": "the figure as printed, with what it counts",
    "other": "what the report does give, such as a comparator with its year",
}


@dataclass(frozen=True)
class QuestionWording:
    """A question and what would answer it, with names such as $claim to be filled in."""

    missing: Missing
    question: str
    would_answer: str
    version: int = 0
    """0 for the wording of the file."""


@cache
def of_the_file() -> dict[Missing, QuestionWording]:
    """The wording of every kind of lack, as the file has it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            QuestionWording(Missing(row["missing"]), row["question"], row["would_answer"])
            for row in csv.DictReader(file)
        ]
    return {row.missing: row for row in rows}


def check_wording(missing: Missing, question: str, would_answer: str) -> QuestionWording:
    """A wording fit to be used.

    Raises:
        TextRefused: a text is missing or too long.
        WordingRefused: it asks nothing, or has a name that nothing fills.
    """
    question, would_answer = tidy(question, "the question"), tidy(would_answer, "what would answer it")
    if "?" not in question:
        raise WordingRefused("A question needs a question mark.")
    for text in (question, would_answer):
        template = Template(text)
        if not template.is_valid():
            raise WordingRefused("A dollar sign begins a name, such as $claim. Write $$ for the sign itself.")
        unknown = sorted(set(template.get_identifiers()) - set(NAMES))
        if unknown:
            raise WordingRefused(f"Nothing fills in ${unknown[0]}. Use {', '.join('$' + name for name in NAMES)}.")
    return QuestionWording(missing, question, would_answer)


def fill_wording(wording: QuestionWording, **names: str) -> tuple[str, str]:
    """The question and what would answer it, with the names filled in; a claim too long for both is cut, not they."""
    return _fit_length(wording.question, names), _fit_length(wording.would_answer, names)


def _fit_length(text: str, names: dict[str, str]) -> str:
    whole = Template(text).safe_substitute(names)
    claim = names.get("claim", "")
    if len(whole) <= PARAGRAPH or not claim:
        return whole[:PARAGRAPH]
    times = max(1, whole.count(claim))
    room = len(claim) - (len(whole) - PARAGRAPH) // times - 3
    return Template(text).safe_substitute(names | {"claim": claim[: max(room, 0)] + " …"})[:PARAGRAPH]
