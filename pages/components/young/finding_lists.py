"""Lists of findings for Young Advisors: what they say, what went well, what should change, numbers, questions."""

from collections.abc import Callable, Collection, Mapping, Sequence

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import RecommendationKind, ValueState
from cscp_core.evidence.views import Recommendation, Wanted, Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.grades.rules import GradedClaim
from pages.components import data, unchanged
from pages.components.translation import translate
from pages.components.young import behind, cards, number
from pages.components.young.cards import Card

Listed = Callable[[Actor, Year, str], list[Card]]
"""All of one theme."""


def first_look(actor: Actor, year: Year, covered: Collection[str], ours: Sequence[str]) -> list[Card]:
    """Where no topic is chosen: of each theme that is not covered the claim that is known best, `ours` first."""
    counts = unchanged.ask_for_role(grades.count_by_theme, actor, report_id=year.report_id)
    best = [one.best for theme_id, one in counts.items() if one.best and theme_id not in covered]
    return [cards.card_of(one) for one in sorted(best, key=lambda one: (one.claim.theme_id not in ours, _rank(one)))]


def _claims(actor: Actor, year: Year, theme_id: str) -> list[Card]:
    found = unchanged.ask_for_role(grades.graded_claims, actor, report_id=year.report_id, theme_id=theme_id)
    return [cards.card_of(one) for one in sorted(found, key=_rank)]


def _rank(one: GradedClaim) -> tuple[int, int]:
    """What goes furthest first, and of that what is known best."""
    return -one.how_far.rank, -one.how_known.rank


def _strengths(actor: Actor, year: Year, theme_id: str) -> list[Card]:
    return _recommendations(actor, year, theme_id, strengths=True)


def _should_change(actor: Actor, year: Year, theme_id: str) -> list[Card]:
    return _recommendations(actor, year, theme_id, strengths=False)


def _recommendations(actor: Actor, year: Year, theme_id: str, *, strengths: bool) -> list[Card]:
    found: Sequence[Recommendation] = unchanged.ask_for_role(
        evidence.recommendations, actor, report_id=year.report_id, wanted=Wanted(theme_id=theme_id)
    ).items
    return [
        Card(
            kind=SourceKind.RECOMMENDATION,
            source_id=one.recommendation_id,
            theme_id=one.theme_id,
            words=one.plain,
            behind=behind.of_recommendation(one),
        )
        for one in found
        if (one.kind is RecommendationKind.STRENGTH) is strengths
    ]


def _numbers(actor: Actor, year: Year, theme_id: str) -> list[Card]:
    names = unchanged.ask_for_role(evidence.agencies, actor)
    return [
        Card(
            kind=SourceKind.FIGURE,
            source_id=one.figure_id,
            theme_id=one.theme_id,
            words=number.in_words(one),
            behind=" ".join(filter(None, (behind.of_figure(one, names), number.base_of_share(one)))),
            picture=number.mini(one, year.home_area),
        )
        for one in data.theme_figures(actor, year, theme_id)
        if one.state is not ValueState.AWAITED
    ]


def _questions(actor: Actor, year: Year, theme_id: str) -> list[Card]:
    opened = unchanged.ask_for_actor(challenges.list_opened, actor, report_id=year.report_id)
    recorded = unchanged.ask_for_role(evidence.recorded_challenges, actor, report_id=year.report_id, theme_id=theme_id)
    now = [
        Card(
            kind=SourceKind.CHALLENGE,
            source_id=str(one.challenge_id),
            theme_id=theme_id,
            words=one.question,
            how_far=one.how_far,
            behind=f"{translate('The scrutineer asks.')} {behind.of_challenge(one)}",
        )
        for one in opened
        if one.theme_id == theme_id
    ]
    return now + [
        Card(
            kind=SourceKind.RECORDED_CHALLENGE,
            source_id=one.challenge_id,
            theme_id=theme_id,
            words=one.plain,
            behind=behind.of_question(one),
        )
        for one in recorded
    ]


KINDS: Mapping[str, Listed] = {
    "What they say": _claims,
    "What went well": _strengths,
    "What should change": _should_change,
    "Numbers": _numbers,
    "Questions asked": _questions,
}
