"""How questions are worded: the wordings of data/questions.csv, and what may be put in them."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from cscp_core.errors import WordingRefused
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.scrutiny.missing.kinds import Missing

FILE = Path(__file__).resolve().parents[3] / "data" / "questions.csv"
NAMES = {
    "reported": "what the report says, as a sentence: Section 3.2 reports that two fathers completed the course.",
    "claim": "our short account of the claim or the action, without where it is",
    "section": "where the report says it, such as Section 3.2 or The foreword",
    "agency": "the agency that is asked",
    "figure": "the figure as printed, with what it counts",
    "other": "what the report does give, such as a comparator with its year, or its words for a comparison",
    "basis": "the numbers that the report prints, or what it says where it prints none, as a sentence",
    "found": "what the report prints elsewhere that may be the same measure, as sentences with their sections",
    "which": "what a percentage may be, as a choice: 265 of 5,912 to 5,922, or of 6,259",
    "whom": "for children, if the work was for them; otherwise in how people work",
    "done": "done; for an area for development, put right",
}
ACCOUNTS = ("reported", "claim")
"""Names that our own account fills: as long as it comes, and never in quotation marks."""
QUOTED_ACCOUNT = re.compile(r"[“‘\"']\s*\$\{?(?:reported|claim)\b")


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
        if QUOTED_ACCOUNT.search(text):
            raise WordingRefused(
                "Leave out the quotation marks around $reported and $claim: they are our account, not what is printed."
            )
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
    whole = Template(text).safe_substitute(names).strip()
    account = next((one for one in ACCOUNTS if names.get(one) and names[one] in whole), "")
    if len(whole) <= PARAGRAPH or not account:
        return whole[:PARAGRAPH]
    words = names[account]
    room = len(words) - (len(whole) - PARAGRAPH) // whole.count(words) - 3
    return Template(text).safe_substitute(names | {account: words[: max(room, 0)] + " …"})[:PARAGRAPH]
