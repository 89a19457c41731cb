"""The order in which questions are worth a meeting's time, by one rule that is told once. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.labelled import Labelled
from cscp_core.scrutiny.missing.kinds import Missing


class RankingReason(Labelled):
    """Why a question counts for more, in two or three words."""

    PRIORITY = "priority", "a priority"
    ABOVE_OUTPUT = "above_output", "claims a change"
    ONLY_SAID = "only_said", "agency's word only"
    FALSE_ASSURANCE = "false_assurance", "low may mislead"
    FIGURE = "figure", "a printed number"
    ONE_AGENCY = "one_agency", "one agency answers"

    @property
    def points(self) -> int:
        return _POINTS[self][0]

    @property
    def meaning(self) -> str:
        """It in a sentence's words, for the rule of the ranking."""
        return _POINTS[self][1]


_POINTS = {
    RankingReason.PRIORITY: (3, "it is about one of the year's priorities"),
    RankingReason.ABOVE_OUTPUT: (2, "it claims a change for children or in how people work"),
    RankingReason.ONLY_SAID: (1, "it rests only on what the responsible agency says"),
    RankingReason.FALSE_ASSURANCE: (1, "a low number may mean that harm is not found"),
    RankingReason.FIGURE: (1, "it rests on a printed number"),
    RankingReason.ONE_AGENCY: (1, "one agency can answer it"),
}
LESS_FOR_THEME, LESS_FOR_KIND, LESS_FOR_AGENCY = 3, 2, 1
SEPARATOR = " · "
"""Between badges where they are kept as text, on an agenda."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question to an agency, as the rules suggest it; nothing is asked until the scrutineer raises it."""

    source_kind: SourceKind
    source_id: str
    theme_id: str
    theme: str
    section: str
    source_text: str
    reported: str
    """What the report says of it, as a sentence."""
    missing: Missing
    text: str
    would_answer: str
    category: ChallengeCategory
    agency_id: str
    """Whom it is put to."""
    agency: str
    asked_instead: str
    """Why it is put to another agency than the one responsible, or how that one is reached; empty: it signs in."""
    figure_id: str
    score: float
    reasons: tuple[RankingReason, ...]

    @property
    def badges(self) -> tuple[str, ...]:
        """What is missing, then why that counts: two or three words each."""
        return (self.missing.badge, *(one.label for one in self.reasons))

    @property
    def because(self) -> str:
        """The badges as text, as an agenda keeps them."""
        return SEPARATOR.join(self.badges)


def score(missing: Missing, reasons: Iterable[RankingReason]) -> int:
    """How much a question is worth a meeting's time."""
    return missing.weight + sum(one.points for one in reasons)


def rank_questions(questions: Iterable[Question], most: int) -> list[Question]:
    """The first `most` questions for a meeting: the highest score first, and less for a theme, an agency or a kind of
    lack that is already among them, so that a meeting does not ask one thing five times."""
    left = sorted(questions, key=lambda one: -one.score)
    chosen: list[Question] = []
    themes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    agencies: Counter[str] = Counter()
    sources: set[tuple[str, str]] = set()

    def worth_now(one: Question) -> float:
        return (
            one.score
            - LESS_FOR_THEME * themes[one.theme_id]
            - LESS_FOR_KIND * kinds[one.missing]
            - LESS_FOR_AGENCY * agencies[one.agency_id]
        )

    while left and len(chosen) < most:
        best = max(left, key=worth_now)
        left.remove(best)
        if (best.source_kind, best.source_id) in sources:
            continue
        sources.add((best.source_kind, best.source_id))
        themes[best.theme_id] += 1
        kinds[best.missing] += 1
        agencies[best.agency_id] += 1
        chosen.append(best)
    return chosen


def how_ranked() -> list[str]:
    """The rule of the ranking, a sentence each."""
    by_weight: dict[int, list[str]] = {}
    for one in sorted(Missing, key=lambda each: -each.weight):
        by_weight.setdefault(one.weight, []).append(one.badge)
    return [
        "Each question has points for what is missing: "
        + "; ".join(f"{weight} for {', '.join(badges)}" for weight, badges in by_weight.items())
        + ".",
        "More points: " + "; ".join(f"{one.points} where {one.meaning} ({one.label})" for one in RankingReason) + ".",
        f"The question with most points comes first. Each question already chosen takes {LESS_FOR_THEME} points from "
        f"those on its theme, {LESS_FOR_KIND} from those of its kind and {LESS_FOR_AGENCY} from those to its agency, "
        "so that a meeting does not ask one thing five times.",
    ]
