"""Ways to begin a sentence, for who does not know how to start. They are data, and the writer goes on in own words."""

import csv
from functools import cache
from pathlib import Path

from feedback.comments.rules import CommentKind

FILE = Path(__file__).resolve().parents[2] / "data" / "sentence_starters.csv"


@cache
def list_starters(kind: CommentKind) -> tuple[str, ...]:
    """The starters of one kind of comment, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(row["words"] for row in csv.DictReader(file) if row["kind"] == kind.value)
