"""How many worries of a labelled corpus are noticed, and how many suggestions are right.

`python -m tests.identifying.measure_worries` prints a table by kind for each part. `--misses` lists what goes wrong in
the tuning part; of the blind parts only totals are ever printed, as they are for measuring alone. The hand
that wrote the lists wrote the blind half; another, which had not read them whole, wrote the independent part.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cscp_core.identifying.worries import WorryKind, find_worries

CORPUS = Path(__file__).parent / "worries_corpus"
PARTS = ("tuning", "blind", "independent")


@dataclass(kw_only=True)
class Score:
    """Counts of texts. By kind: those with a worry, those of them that are noticed, those noticed under their kind, and
    harmless ones that were written to look like the kind and are taken for a worry."""

    worrying: int = 0
    met: int = 0
    suggested: int = 0
    labelled: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    right_kind: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the worrying texts that are noticed."""
        return self.met / self.worrying

    @property
    def precision(self) -> float:
        """The share of the suggestions that are right."""
        return self.met / self.suggested

    def recall_of(self, kind: str) -> float:
        """The share of one kind's texts that are noticed."""
        return self.noticed[kind] / self.labelled[kind]


def rows(part: str) -> list[dict]:
    """The sentences of one part, each with its writer, its kinds, and for harmless ones the kind that it looks like."""
    return [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def measure(part: str) -> Score:
    """The score of one part. A text counts as noticed when anything in it is."""
    score = Score()
    for row in rows(part):
        found = {one.kind.value for one in find_worries(row["text"])}
        score.suggested += bool(found)
        if row["kinds"]:
            score.worrying += 1
            score.met += bool(found)
            score.labelled.update(row["kinds"])
            score.noticed.update(row["kinds"] if found else [])
            score.right_kind.update(found & set(row["kinds"]))
        else:
            score.harmless[row["near"]] += 1
            score.wrong[row["near"]] += bool(found)
        if bool(row["kinds"]) != bool(found):
            score.misses.append(f"{'/'.join(row['kinds']) or '- ' + row['near']}: {row['text']}  {sorted(found) or ''}")
    return score


def main() -> None:
    """Print the tables."""
    for part in PARTS:
        score = measure(part)
        print(f"{part}: recall {score.recall:.3f}, precision {score.precision:.3f}")
        for kind in WorryKind:
            print(
                f"  {kind:<9} {score.noticed[kind]:>3} of {score.labelled[kind]:>3} noticed"
                f"  {score.right_kind[kind]:>3} under this kind"
                f"  {score.wrong[kind]:>3} of {score.harmless[kind]:>3} harmless ones taken for a worry"
            )
    if "--misses" in sys.argv:
        print("\n".join(measure("tuning").misses))


if __name__ == "__main__":
    main()
