"""Where claims stand on both scales, confirmed and suggested apart."""

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.grades.rules import GradeCounts
from pages.components import table


def show(standing: GradeCounts) -> None:
    found = standing.counts

    def cell(far: HowFar, known: HowKnown) -> str:
        suggested, confirmed = found.get((far, known, False), 0), found.get((far, known, True), 0)
        return ", ".join(
            f"{number} {word}" for number, word in ((confirmed, "confirmed"), (suggested, "suggested")) if number
        )

    rows = [[far.label, *(cell(far, known) or "–" for known in HowKnown)] for far in reversed(HowFar)]
    table.show(["How far", *(known.label for known in HowKnown)], rows)
