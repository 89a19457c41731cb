"""How much of a labelled corpus is found and how much of it is right: `python -m tests.identifying.measure`."""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cscp_core.identifying.known import known_names
from cscp_core.identifying.rules import DetailKind, Found, find_details

CORPUS = Path(__file__).parent / "corpus"
PARTS = ("tuning", "kept_aside", "blind")
FROZEN = "never_tuned"  # names alone; nobody looks at which of its texts fail (corpus/README.md)
KNOWN = known_names(Path(__file__).parents[2] / "data" / "annual-report-2019-20")


@dataclass
class Score:
    """Counts by kind: details in the corpus, those of them found, findings, and those of them that are right."""

    labelled: Counter[DetailKind] = field(default_factory=Counter)
    met: Counter[DetailKind] = field(default_factory=Counter)
    found: Counter[DetailKind] = field(default_factory=Counter)
    right: Counter[DetailKind] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """The share of the details in the corpus that are found."""
        return self.met.total() / self.labelled.total()

    @property
    def precision(self) -> float:
        """The share of the findings that are right."""
        return self.right.total() / self.found.total()


@cache
def measure(part: str) -> Score:
    """The score of one part; a finding is right when it has the kind of a detail and shares a character with it."""
    score = Score()
    for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labelled = [Found(DetailKind(one["kind"]), one["start"], one["end"]) for one in row["found"]]
        found = find_details(row["text"], KNOWN)
        score.labelled.update(one.kind for one in labelled)
        score.found.update(one.kind for one in found)
        score.met.update(one.kind for one in labelled if any(_same(one, other) for other in found))
        score.right.update(one.kind for one in found if any(_same(one, other) for other in labelled))
    return score


def _same(one: Found, other: Found) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def main() -> None:
    """Print a table of totals by kind for each part; never an item, as those kept aside are for measuring only."""
    for part in (*PARTS, FROZEN):
        score = measure(part)
        print(f"{part}: recall {score.recall:.3f}, precision {score.precision:.3f}")
        for kind in DetailKind:
            met, labelled = score.met[kind], score.labelled[kind]
            right, found = score.right[kind], score.found[kind]
            print(f"  {kind:<14} {met:>3} of {labelled:>3} found   {right:>3} of {found:>3} findings right")


if __name__ == "__main__":
    main()
