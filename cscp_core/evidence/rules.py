"""The words and scales that a report is put into, and sentences made of them. No session, no clock."""

from collections.abc import Iterable

from cscp_core.labelled import Labelled
from cscp_core.polarity import Polarity as Polarity


class Scale(Labelled):
    """A scale in rising order."""

    @property
    def rank(self) -> int:
        """Place on the scale, from 0."""
        return list(type(self)).index(self)


class HowFar(Scale):
    PLANNED = "planned", "Planned"
    ACTIVITY = "activity", "Activity"
    OUTPUT = "output", "Output"
    PRACTICE = "practice", "Practice"
    OUTCOME = "outcome", "Outcome"
    IMPACT = "impact", "Impact"

    @property
    def question(self) -> str:
        return _FAR[self][0]

    @property
    def plain(self) -> str:
        """Young Advisors' words for it."""
        return _FAR[self][1]


_FAR = {
    HowFar.PLANNED: ("What do we say we will do?", "Only a promise"),
    HowFar.ACTIVITY: ("What did we do?", "They did something"),
    HowFar.OUTPUT: ("How much, and whom did it reach?", "It reached people"),
    HowFar.PRACTICE: ("What do workers do differently, and how well?", "Workers act differently"),
    HowFar.OUTCOME: ("What changed for children?", "Things got better for young people"),
    HowFar.IMPACT: ("Would it have changed anyway?", "It would not have happened otherwise"),
}


class HowKnown(Scale):
    SAID = "said", "said"
    SHOWN = "shown", "shown"
    TESTED = "tested", "tested"

    @property
    def meaning(self) -> str:
        return {
            HowKnown.SAID: "one source, the responsible agency; or a percentage whose base is not given",
            HowKnown.SHOWN: "a measure with its base, or a document, that anyone can check",
            HowKnown.TESTED: "a second independent source, a comparator, a re-audit, or children's own account",
        }[self]

    @property
    def plain(self) -> str:
        """The same for Young Advisors."""
        return {
            HowKnown.SAID: "They say so themselves. The report shows no proof.",
            HowKnown.SHOWN: "There is a number or a paper that anyone can check.",
            HowKnown.TESTED: "Somebody else looked at it too.",
        }[self]


class ValueState(Labelled):
    """Whether there is a number, and if not, why. Never zero, never blank, never guessed. "Awaited": nobody has filled
    the row in yet."""

    PRINTED = "printed", "printed"
    CHART_ONLY = "chart_only", "published only as a chart"
    SUPPRESSED = "suppressed", "suppressed"
    NOT_APPLICABLE = "not_applicable", "not applicable"
    NOT_COLLECTED = "not_collected", "not collected"
    AWAITED = "awaited", "awaited"


SYMBOLS = (
    dict.fromkeys(("c", "k", "low", "*"), ValueState.SUPPRESSED)
    | dict.fromkeys(("x", ":", "..", "-", "–"), ValueState.NOT_COLLECTED)
    | dict.fromkeys(("z", "n/a", "na", "."), ValueState.NOT_APPLICABLE)
)
"""What official tables print in place of a number, and the state that it says. "<5" is suppressed too. `k` and `low`
round to zero and are not zero, so that their number is withheld; `x`, `:` and a dash say that none is available."""


class ReviewKind(Labelled):
    MULTI_AGENCY_AUDIT = "multi_agency_audit", "multi-agency audit"
    SINGLE_AGENCY_AUDIT = "single_agency_audit", "single-agency audit"
    SECTION_11 = "section_11", "section 11 audit"
    SCHOOL_AUDIT = "school_audit", "school safeguarding audit"
    INSPECTION = "inspection", "inspection"
    PRACTICE_REVIEW = "practice_review", "practice review"
    LEARNING_EVENT = "learning_event", "learning event"
    OTHER = "other", "other review"


class RecommendationKind(Labelled):
    RECOMMENDATION = "recommendation", "recommendation"
    STRENGTH = "strength", "strength"
    AREA = "area_for_development", "area for development"
    ACTION = "action", "action"

    @property
    def plural(self) -> str:
        return "areas for development" if self is RecommendationKind.AREA else f"{self.label}s"


class WorkStatus(Labelled):
    """How far the work has come. "Not reported" is the default: silence is not "not started"."""

    NOT_REPORTED = "not_reported", "not reported"
    NOT_STARTED = "not_started", "not started"
    ON_TRACK = "on_track", "on track"
    SLIPPING = "slipping", "slipping"
    DONE_AWAITED = "done_awaited", "done, evidence awaited"
    DONE_EVIDENCED = "done_evidenced", "done, evidenced"
    STOPPED = "stopped", "stopped"


OPEN = frozenset(WorkStatus) - {WorkStatus.DONE_EVIDENCED, WorkStatus.STOPPED}


class ChallengeCategory(Labelled):
    """The report's own four (1.9.4)."""

    A = "a", "A"
    B = "b", "B"
    C = "c", "C"
    D = "d", "D"

    @property
    def words(self) -> str:
        return {
            ChallengeCategory.A: "effectiveness and line of sight",
            ChallengeCategory.B: "impact on children's lives",
            ChallengeCategory.C: "the arrangements themselves",
            ChallengeCategory.D: "space for reflection and learning",
        }[self]


def placed(how_far: HowFar, how_known: HowKnown) -> str:
    """Both scales in one phrase, always together."""
    return f"How far: {how_far} · how we know: {how_known}"


def in_words(parts: Iterable[str]) -> str:
    """A list as a sentence lists things: "a", "a and b", "a, b and c"."""
    listed = list(parts)
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def singular(unit: str) -> str:
    """A unit as one of it is told: "children" is "child", "times a year" is "time a year". One that tells of two
    things, or of a rate, stays."""
    if unit in ONE_OF:
        return ONE_OF[unit]
    head, _, rest = unit.partition(" ")
    if head in ("per", "out", "not") or " and " in unit:
        return unit
    if rest and rest.split()[0] not in ("a", "old", "of", "in", "on", "with", "subject"):
        return f"{head} {singular(rest)}"
    one = ONE_OF.get(head) or (f"{head[:-3]}y" if head.endswith("ies") else head.removesuffix("s"))
    return f"{one} {rest}" if rest else one


ONE_OF = {
    "children": "child",
    "people": "person",
    "young people": "young person",
    "children and young people": "child or young person",
    "parents and carers": "parent or carer",
    "staff": "member of staff",
}


def polarity_in_words(polarity: Polarity) -> str:
    return {
        Polarity.HIGHER: "A higher number is better.",
        Polarity.LOWER: "A lower number is better.",
        Polarity.NONE: "Neither high nor low is good in itself.",
    }[polarity]
