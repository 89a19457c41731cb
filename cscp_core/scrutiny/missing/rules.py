"""What is missing behind a claim or an action, by plain rules over its words, grade and figures. Pure.

A rule names a lack only where the report itself shows it: a percentage without a base, a change without the value
before it. A rule on words is a suggestion to a reader, who picks, edits and decides; nothing is raised by it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.measures import Measure
from cscp_core.evidence.periods import are_alike, read
from cscp_core.evidence.rules import (
    ChallengeCategory,
    HowFar,
    HowKnown,
    Polarity,
    RecommendationKind,
    ValueState,
    WorkStatus,
    in_words,
)
from cscp_core.evidence.views import Claim, Figure, Recommendation
from cscp_core.labelled import Labelled


class Missing(Labelled):
    """What can be missing."""

    EVIDENCE = "evidence", "evidence that anything changed"
    RECHECK = "recheck", "a re-check since it was embedded", "a re-check after being embedded"
    FUTURE_AS_DONE = (
        "future_as_done",
        "evidence that what was promised was done",
        "the deed behind a promise told as done",
    )
    VOICE = "voice", "children's own account"
    BASE = "base", "the base of a percentage"
    BASELINE = "baseline", "the earlier value", "the value before"
    OWNER = "owner", "an owner"
    DUE = "due", "a date"
    SECOND_SOURCE = "second_source", "a second source"
    OTHER_AGENCY = "other_agency", "another agency's evidence"
    COMPARATOR = "comparator", "a comparator"
    COMPARATOR_YEAR = "comparator_year", "a comparator of the same year"
    TARGET = "target", "a target"


WEIGHT = {
    Missing.EVIDENCE: 6,
    Missing.RECHECK: 5,
    Missing.FUTURE_AS_DONE: 5,
    Missing.VOICE: 4,
    Missing.BASE: 4,
    Missing.BASELINE: 3,
    Missing.OWNER: 3,
    Missing.DUE: 2,
    Missing.SECOND_SOURCE: 2,
    Missing.OTHER_AGENCY: 2,
    Missing.COMPARATOR: 2,
    Missing.COMPARATOR_YEAR: 2,
    Missing.TARGET: 1,
}
CATEGORY = {
    Missing.EVIDENCE: ChallengeCategory.B,
    Missing.VOICE: ChallengeCategory.B,
    Missing.BASELINE: ChallengeCategory.B,
    Missing.RECHECK: ChallengeCategory.D,
    Missing.OWNER: ChallengeCategory.C,
    Missing.DUE: ChallengeCategory.C,
    Missing.FUTURE_AS_DONE: ChallengeCategory.C,
}
CHANGE = re.compile(
    r"\b((?<!needs )(?<!need )(?<!require )(?<!requires )(?<!required )improv\w+"
    r"|safer|embedded|better (?:outcome|protect|support|experience)\w*|positive (?:impact|outcome|change)s?"
    r"|made a difference|real evidence of|strengthen\w*|more effective\w*|transform\w+|successfully)\b",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(rose|risen|fell|fallen|fewer|increas\w+|decreas\w+|reduc\w+|drop\w*|higher|lower|grew|grown"
    r"|more than (?:last|the)|down from|up from|stabilis\w+|doubled|halved)\b",
    re.IGNORECASE,
)
EMBEDDED = re.compile(r"\bembed(?:ded|s)?\b", re.IGNORECASE)
FUTURE = re.compile(
    r"\b(will(?: be)?|is to|are to|going to|plans? to|intends? to|to be (?:\w+ed|made|held|set))\b", re.I
)
TOGETHER = re.compile(
    r"\b(multi-?agency|partners?|agencies|jointly|joined[- ]up|together|across the partnership)\b", re.IGNORECASE
)
CHILDREN = re.compile(
    r"\b(child\w*|young (?:people|person|adult)s?|pupils?|adolescents?|care leavers?|famil\w+)\b", re.I
)
OWN_ACCOUNT = re.compile(
    r"\b((?:children|young people|pupils|care leavers|families|parents)(?: themselves)?"
    r" (?:said|say|told|tell|report|rated|felt|feel)"
    r"|feedback|survey|questionnaire|in their own words|own account|voice)\b",
    re.IGNORECASE,
)
A_DATE = re.compile(
    r"\b(20\d\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b"
)
AIM = re.compile(
    r"\b(target|standard|benchmark|goal|ambition|expected|statutory timescale|within \w+ (?:weeks|days))\b", re.I
)


PRINTED = frozenset({Missing.BASE, Missing.COMPARATOR, Missing.COMPARATOR_YEAR})
"""What is asked of a printed figure, and so of the section that prints it."""


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, with the figure that shows it."""

    missing: Missing
    figure: Figure | None = None
    other: str = ""
    """What does stand there: a comparator with its year, for instance."""


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
    agency: str
    figure_id: str
    score: float
    because: str


def claim_lacks(
    claim: Claim, how_far: HowFar, how_known: HowKnown, figures: Sequence[Figure], measures: Sequence[Measure]
) -> list[Lack]:
    """What is missing behind a claim, the weightiest first. `measures` are those of its figures."""
    found: list[Lack] = []
    text = claim.text
    of_change = bool(CHANGE.search(text))
    printed = [one for one in figures if one.state is ValueState.PRINTED]
    if of_change and how_far.rank <= HowFar.OUTPUT.rank:
        found.append(Lack(Missing.EVIDENCE, printed[0] if printed else None))
    if EMBEDDED.search(text) and how_known is not HowKnown.TESTED:
        found.append(Lack(Missing.RECHECK))
    if FUTURE.search(text) and how_far is not HowFar.PLANNED:
        found.append(Lack(Missing.FUTURE_AS_DONE))
    about_children = bool(CHILDREN.search(text))
    if (
        about_children
        and (of_change or how_far.rank >= HowFar.PRACTICE.rank)
        and not OWN_ACCOUNT.search(text)
        and how_known is not HowKnown.TESTED
    ):
        found.append(Lack(Missing.VOICE))
    found += figure_lacks(printed, measures, moved=bool(MOVED.search(text)))
    if not claim.agency_id:
        found.append(Lack(Missing.OWNER))
    if how_far is HowFar.PLANNED and not A_DATE.search(text):
        found.append(Lack(Missing.DUE))
    if how_known is HowKnown.SAID and how_far.rank >= HowFar.PRACTICE.rank:
        found.append(Lack(Missing.SECOND_SOURCE))
    if TOGETHER.search(text) and how_known is HowKnown.SAID and how_far.rank >= HowFar.OUTPUT.rank:
        found.append(Lack(Missing.OTHER_AGENCY))
    judged = [one for one in printed if one.polarity is not Polarity.NONE]
    if judged and not AIM.search(f"{text} {judged[0].context} {judged[0].note}"):
        found.append(Lack(Missing.TARGET, judged[0]))
    return _weightiest_first(found)


def figure_lacks(printed: Sequence[Figure], measures: Sequence[Measure], *, moved: bool) -> list[Lack]:
    """What the figures behind a claim lack: a base, the value before, a comparator, one of the same year."""
    found = []
    without_base = next((one for one in printed if is_share(one) and one.denominator is None), None)
    if without_base:
        found.append(Lack(Missing.BASE, without_base))
    if not printed:
        return [Lack(Missing.BASELINE)] if moved else []
    latest = printed[0]
    if not any(are_alike(one.period, measure.latest.period) for measure in measures for one in measure.earlier):
        found.append(Lack(Missing.BASELINE, latest))
    beside = [
        other
        for measure in measures
        for other in (*measure.comparators, *(one for one in measure.unlike if one.area != measure.latest.area))
    ]
    if not beside:
        found.append(Lack(Missing.COMPARATOR, latest))
    elif not any(
        read(other.period).is_same(read(measure.latest.period)) for measure in measures for other in measure.comparators
    ):
        other = beside[0]
        found.append(Lack(Missing.COMPARATOR_YEAR, latest, f"{other.area} {other.shown} ({other.period})"))
    return found


def action_lacks(action: Recommendation, status: WorkStatus, has_evidence: bool) -> list[Lack]:
    """What is missing behind a recommendation, an area for development or an action, the weightiest first."""
    if action.kind is RecommendationKind.STRENGTH:
        return []
    found: list[Lack] = []
    done = status in (WorkStatus.DONE_AWAITED, WorkStatus.DONE_EVIDENCED)
    told = f"{action.status_as_reported} {action.evidence_of_impact}"
    if done and not has_evidence and not action.evidence_of_impact:
        found.append(Lack(Missing.EVIDENCE))
    if done and FUTURE.search(told):
        found.append(Lack(Missing.FUTURE_AS_DONE))
    if EMBEDDED.search(told) or (EMBEDDED.search(action.text) and done):
        found.append(Lack(Missing.RECHECK))
    if not action.owner:
        found.append(Lack(Missing.OWNER))
    to_come = not done and status is not WorkStatus.STOPPED
    if not action.due and to_come:
        found.append(Lack(Missing.DUE))
    if done and action.evidence_of_impact and not OWN_ACCOUNT.search(told):
        found.append(Lack(Missing.VOICE))
    if to_come and not AIM.search(action.text):
        found.append(Lack(Missing.TARGET))
    return _weightiest_first(found)


def is_share(figure: Figure) -> bool:
    """Whether a figure is a percentage, which says nothing without its base."""
    return "%" in figure.unit or "per cent" in figure.unit.lower() or "%" in figure.as_printed


def score_question(
    lack: Lack, *, priority: bool, above_output: bool, named_agency: bool, only_said: bool
) -> tuple[float, str]:
    """How much a question is worth a meeting's time, and why in words."""
    counts: list[tuple[bool, float, str]] = [
        (priority, 3, "it is about one of the year's priorities"),
        (above_output, 2, "it claims a change for children or in how people work"),
        (only_said, 1, "it rests only on what the responsible agency says"),
        (lack.figure is not None, 1, "it rests on a printed figure"),
        (bool(lack.figure and lack.figure.false_assurance), 1, "a low number here may mean that harm is not found"),
        (named_agency, 1, "one agency can answer it"),
    ]
    total = WEIGHT[lack.missing] + sum(points for is_so, points, _ in counts if is_so)
    reasons = [words for is_so, _, words in counts if is_so]
    return total, f"It lacks {lack.missing}" + (f"; {in_words(reasons)}." if reasons else ".")


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
        return one.score - 3 * themes[one.theme_id] - 2 * kinds[one.missing] - agencies[one.agency_id]

    while left and len(chosen) < most:
        best = max(left, key=worth_now)
        left.remove(best)
        if (best.source_kind, best.source_id) in sources:
            continue
        sources.add((best.source_kind, best.source_id))
        themes[best.theme_id] += 1
        kinds[best.missing] += 1
        agencies[best.agency_id] += 1
        place = "first" if not chosen else f"number {len(chosen) + 1}"
        chosen.append(replace(best, because=f"Ranked {place}: {best.because[0].lower()}{best.because[1:]}"))
    return chosen


def _weightiest_first(found: Sequence[Lack]) -> list[Lack]:
    once = {lack.missing: lack for lack in reversed(found)}
    return sorted(once.values(), key=lambda lack: (-WEIGHT[lack.missing], list(Missing).index(lack.missing)))
