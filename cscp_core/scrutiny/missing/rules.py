"""What is missing behind a claim or an action, by plain rules over its words, grade and figures. Pure.

A rule names a lack only where the report itself shows it: a percentage without a base, a change without the value
before it. A rule on words is a suggestion to a reader, who picks, edits and decides; nothing is raised by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.periods import are_alike, read
from cscp_core.evidence.rules import HowFar, HowKnown, Polarity, RecommendationKind, ValueState, WorkStatus
from cscp_core.evidence.subjects import (
    Subject,
    is_all_or_none,
    is_measure,
    is_of_one_event,
    is_printed_change,
    is_relative,
    is_share,
    is_whole_count,
    subject_of,
)
from cscp_core.evidence.views import Claim, Figure, Recommendation
from cscp_core.scrutiny.missing import asking
from cscp_core.scrutiny.missing.elsewhere import Printed
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.sense import (
    A_DATE,
    AIM,
    CAME,
    DIFFICULTY,
    EMBEDDED,
    FUTURE,
    GOES_ON,
    LESSON,
    LOOKED_AT,
    MOVED,
    OF_DEGREE,
    ONCE,
    OWN_ACCOUNT,
    STANDING,
    TOGETHER,
    claims_change,
    promises,
    serves_children,
)


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, with the figure that shows it."""

    missing: Missing
    figure: Figure | None = None
    other: str = ""
    """What does stand there: a comparator with its year, or words for one."""
    found: str = ""
    """What the report prints elsewhere, as a sentence."""
    which: str = ""
    """What it may be, as the choice that a question puts."""


def claim_lacks(
    claim: Claim,
    how_far: HowFar,
    how_known: HowKnown,
    figures: Sequence[Figure],
    measures: Sequence[Measure],
    printed: Printed | None = None,
) -> list[Lack]:
    """What is missing behind a claim, the weightiest first.

    Args:
        claim, how_far, how_known: the claim, and where it is placed.
        figures: those that it rests on.
        measures: those of its figures.
        printed: what the whole report prints, for what it has elsewhere.
    """
    found: list[Lack] = []
    text = claim.text
    of_change = claims_change(text)
    measured = [one for one in figures if one.state is ValueState.PRINTED and is_measure(one)]
    if of_change and how_far.rank <= HowFar.OUTPUT.rank:
        found.append(Lack(Missing.EVIDENCE, measured[0] if measured else None))
    if EMBEDDED.search(text) and how_known is not HowKnown.TESTED and not FUTURE.search(text):
        found.append(Lack(Missing.RECHECK))
    if FUTURE.search(text) and how_far is not HowFar.PLANNED:
        found.append(Lack(Missing.FUTURE_AS_DONE))
    if (
        (of_change or how_far.rank >= HowFar.PRACTICE.rank)
        and how_known is not HowKnown.TESTED
        and serves_children(text)
        and not OWN_ACCOUNT.search(text)
        and not LESSON.search(text)
    ):
        found.append(Lack(Missing.VOICE))
    printed = printed or Printed(())
    charts = [one for one in figures if one.state is ValueState.CHART_ONLY]
    found += figure_lacks(measured, measures, printed, charts)
    if not measured and MOVED.search(text):
        found.append(change_lack(claim, printed))
    if not claim.agency_id:
        found.append(Lack(Missing.OWNER))
    if how_far is HowFar.PLANNED and promises(text) and not A_DATE.search(text):
        found.append(Lack(Missing.DUE))
    found += _sources_lacks(text, how_far, how_known)
    judged = [
        one for one in measured if one.polarity is not Polarity.NONE and is_relative(one) and not is_all_or_none(one)
    ]
    newest = max(judged, key=_when, default=None)
    if newest and not AIM.search(f"{text} {newest.context} {newest.note}"):
        found.append(Lack(Missing.TARGET, newest))
    return _weightiest_first(found)


def _sources_lacks(text: str, how_far: HowFar, how_known: HowKnown) -> list[Lack]:
    """Who else should have looked at what one agency says."""
    if how_known is not HowKnown.SAID or LOOKED_AT.search(text) or LESSON.search(text):
        return []
    found = []
    if how_far.rank >= HowFar.PRACTICE.rank:
        found.append(Lack(Missing.SECOND_SOURCE))
    if how_far.rank >= HowFar.OUTPUT.rank and TOGETHER.search(text) and not CAME.search(text):
        found.append(Lack(Missing.OTHER_AGENCY))
    return found


def figure_lacks(
    measured: Sequence[Figure], measures: Sequence[Measure], printed: Printed, charts: Sequence[Figure] = ()
) -> list[Lack]:
    """What the figures behind a claim lack: a base, the value before, a comparator, one of the same year. The whole
    report is searched before it is asked for.

    Args:
        measured: printed figures that measure something, in the claim's order.
        measures: those of the figures.
        printed: what the whole report prints.
        charts: figures of the claim that are published only as charts.
    """
    found = []
    newest = sorted(measured, key=_when, reverse=True)
    without_base = next((one for one in newest if is_share(one) and one.denominator is None), None)
    if without_base:
        found.append(_base_lack(without_base, printed))
    beside = [one for one in measures if any(one.latest.indicator_id == figure.indicator_id for figure in measured)]
    has_earlier = any(one.earlier or one.unlike for one in beside)
    change = next((one for one in newest if is_printed_change(one)), None)
    if change and not has_earlier:
        found.append(Lack(Missing.CHANGE_COUNTS, change))
    lead = next((one for one in newest if not is_printed_change(one)), None)
    if lead is None:
        return found
    alike = (are_alike(one.period, measure.latest.period) for measure in beside for one in measure.earlier)
    if not is_of_one_event(lead) and not any(alike):
        found.append(_baseline_lack(lead, printed, charts))
    return found + _comparator_lacks(lead, beside, printed)


def _when(figure: Figure) -> str:
    period = read(figure.period)
    return str(period.last or period.first or "")


def change_lack(claim: Claim, printed: Printed) -> Lack:
    """A movement that a claim gives no number of: which printed numbers it may be between, or that there are none."""
    pair = printed.find_change(claim.claim_id, claim.text)
    if pair is None:
        return Lack(Missing.CHANGE_COUNTS)
    return Lack(Missing.WHICH_CHANGE, pair[0], found=asking.both_values(*pair))


def _base_lack(share: Figure, printed: Printed) -> Lack:
    base = printed.find_base(share)
    if base.count is None and not base.bases:
        return Lack(Missing.BASE, share)
    return Lack(Missing.WHICH_BASE, share, found=asking.base_found(base), which=asking.which_base(base, share))


def _baseline_lack(lead: Figure, printed: Printed, charts: Sequence[Figure]) -> Lack:
    earlier = printed.find_earlier(lead)
    if earlier:
        return Lack(Missing.OTHER_PERIOD, lead, found=asking.printed_there([earlier]))
    chart = printed.find_chart(lead)
    if chart:
        return Lack(Missing.CHART, lead, found=asking.only_a_chart(chart))
    if charts:  # of another measure perhaps, so that the two are not set side by side
        return Lack(Missing.CHART, charts[0], found=asking.only_a_chart(charts[0]))
    return Lack(Missing.BASELINE, lead)


def _comparator_lacks(lead: Figure, measures: Sequence[Measure], printed: Printed) -> list[Lack]:
    """Places are compared in what happens to children, and there in wholes and shares: a part that is counted one way
    in one place is not counted that way in another."""
    if subject_of(lead) is not Subject.CHILDREN or not (is_relative(lead) or is_whole_count(lead)):
        return []
    beside = [
        other
        for measure in measures
        for other in (*measure.comparators, *(one for one in measure.unlike if one.area != measure.latest.area))
    ]
    if not beside:
        said = printed.find_comparison(lead)
        return [Lack(Missing.COMPARATOR_SAID, lead, said) if said else Lack(Missing.COMPARATOR, lead)]
    if any(read(other.period).is_same(read(one.latest.period)) for one in measures for other in one.comparators):
        return []
    other = beside[0]
    return [Lack(Missing.COMPARATOR_YEAR, lead, f"{other.area} {other.shown} ({other.when})")]


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
    is_embedded = EMBEDDED.search(told) or (EMBEDDED.search(action.text) and done)
    if is_embedded and not ONCE.search(action.text):
        found.append(Lack(Missing.RECHECK))
    if not action.owner:
        found.append(Lack(Missing.OWNER))
    to_come = not done and status is not WorkStatus.STOPPED
    has_a_day = not any(one.search(action.text) for one in (GOES_ON, STANDING, DIFFICULTY))
    if not action.due and to_come and has_a_day:
        found.append(Lack(Missing.DUE))
    if done and action.evidence_of_impact and serves_children(action.text) and not OWN_ACCOUNT.search(told):
        found.append(Lack(Missing.VOICE))
    if to_come and OF_DEGREE.search(action.text) and not ONCE.search(action.text) and not AIM.search(action.text):
        found.append(Lack(Missing.TARGET))
    return _weightiest_first(found)


def _weightiest_first(found: Sequence[Lack]) -> list[Lack]:
    once = {lack.missing: lack for lack in reversed(found)}
    return sorted(once.values(), key=lambda lack: (-lack.missing.weight, list(Missing).index(lack.missing)))
