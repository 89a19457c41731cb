"""What came of holding a report against the official record: verdicts, rows, and the question that each asks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.labelled import Labelled
from cscp_core.official.rules import Comparable
from cscp_core.reconciliation.rules import Result, Verdict

FROM_OUTSIDE = "What official statistics say here is not in the report."
PREFIX = "record-"
"""How the id of a row begins, and of the finding that it makes."""
TITLE = "The report against the record"


class RecordVerdict(Labelled):
    """What came of holding a figure against the official record, the gravest first."""

    WORD = "word", "the word does not fit the numbers"
    NOT_TOLD = "not_told", "not told"
    DIFFERS = "differs", "differs"
    LABEL = "label", "wrong label"
    SINCE = "since", "since then"
    BY_DEFINITION = "by_definition", "differs because of release or definition"
    CANNOT_TELL = "cannot_tell", "cannot tell"
    NOT_COMPARED = "not_compared", "not compared"
    AGREES = "agrees", "agrees"

    @property
    def is_asked(self) -> bool:
        """Whether it is a finding, and becomes a question."""
        return self in ASKED


ASKED: dict[RecordVerdict, tuple[str, str]] = {
    RecordVerdict.WORD: (
        "What is meant by the word, and how do you know?",
        "The count and base of each number that the word compares, with their dates, and the corrected sentence.",
    ),
    RecordVerdict.NOT_TOLD: (
        "What happened, and what was done about it?",
        "Your counts and bases for both years, the reasons you know, and what has changed for children since.",
    ),
    RecordVerdict.DIFFERS: (
        "Which of the two numbers is right, and why do they differ?",
        "The count and base from the source, with their date, and the number that was sent to the department.",
    ),
    RecordVerdict.LABEL: (
        "What does the number count, and which people or cases does it cover?",
        "The definition, the count and the base of the number, and the corrected sentence.",
    ),
    RecordVerdict.SINCE: (
        "What explains the change since, and when did you know about it?",
        "The counts and bases of each year since, what was done and when, and what children and families say about it.",
    ),
    RecordVerdict.BY_DEFINITION: (
        "Why do the two differ, and which of them should a reader use?",
        "Both definitions, with the count and base of each for the same year.",
    ),
}
"""Of each verdict that becomes a question: what is asked, and what would answer it."""


BESIDE_WHY = (RecordVerdict.WORD, RecordVerdict.NOT_TOLD, RecordVerdict.SINCE)
"""Verdicts whose reason says both numbers by itself."""


@dataclass(frozen=True, kw_only=True)
class RecordRow:
    """One figure, or one official series, of a report held against the record.

    `official` is what it is held against, as text with its unit left out; `difference` is the printed number less the
    official one, empty where there is none. `why` is the finding in sentences, `steps` the arithmetic, a line each.
    `size` orders rows of one verdict: how far apart the two are, in per cent of the smaller.
    """

    row_id: str
    figure_id: str
    section: str
    what: str
    printed: str
    official: str
    period: str
    release: str
    difference: str
    comparable: Comparable
    verdict: RecordVerdict
    why: str
    series_id: str = ""
    theme_id: str = ""
    agency_id: str = ""
    steps: tuple[str, ...] = ()
    gist: str = ""
    """The finding in one line, where `why` says more; empty where it says all."""
    is_plain: bool = False
    """Whether the two differ by more than chance would give."""
    size: float = 0.0

    @property
    def in_short(self) -> str:
        """The finding as a list shows it, beside the name of what it is about."""
        return self.gist or self.finding

    @property
    def in_full(self) -> tuple[str, ...]:
        """What is behind the finding, a line each: all that is said of it, and the arithmetic."""
        return (*([self.why] if self.gist else []), *self.steps)

    @property
    def finding(self) -> str:
        """The finding beside the name of what it is about."""
        if self.verdict in BESIDE_WHY:
            return self.why
        printed = f"The report prints {self.printed}. " if self.printed else ""
        official = f"The official value is {self.official}. " if self.official else ""
        return f"{printed}{official}{self.why}".strip()

    @property
    def message(self) -> str:
        """The finding as a sentence that stands alone."""
        return f"{self.what}. {self.finding}"

    @property
    def question(self) -> str:
        """The question that a challenge would put; empty where nothing is asked."""
        return f"{self.message} {ASKED[self.verdict][0]}" if self.verdict.is_asked else ""

    @property
    def would_answer(self) -> str:
        return ASKED[self.verdict][1] if self.verdict.is_asked else ""

    @property
    def as_result(self) -> Result:
        """The row as a finding beside those of the report against itself. It is never more than worth asking."""
        return Result(
            id=self.row_id,
            check="record",
            title=TITLE,
            sections=tuple(filter(None, self.section.split(", "))),
            figures=(self.figure_id,) if self.figure_id else (),
            refs=(),
            verdict=Verdict.WORTH_ASKING,
            reported=self.printed or "nothing",
            computed=f"{self.official} (not in the report)",
            message=self.message,
            why="Official statistics are published for every authority. A reader of the report does not see them.",
            theme_id=self.theme_id,
            agency_id=self.agency_id,
            steps=self.steps,
            asks=self.question,
            answered_by=self.would_answer,
        )


def gravest_first(rows: Sequence[RecordRow]) -> list[RecordRow]:
    """By verdict; within one, what is more than chance first, then the largest."""
    order = list(RecordVerdict)
    return sorted(rows, key=lambda one: (order.index(one.verdict), not one.is_plain, -one.size))


def told_in_year(rows: Sequence[RecordRow]) -> list[RecordRow]:
    """What the year in scrutiny says of a report: its findings, without those that only a definition makes."""
    return [
        one for one in gravest_first(rows) if one.verdict.is_asked and one.verdict is not RecordVerdict.BY_DEFINITION
    ]


def asked_by_record(rows: Sequence[RecordRow]) -> list[Result]:
    """The rows that ask something, as findings, the gravest first."""
    return [one.as_result for one in gravest_first(rows) if one.verdict.is_asked]
