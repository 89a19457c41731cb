"""What stands behind a finding, in plain words: who says so, how they know, who should act, what came of a question."""

from collections.abc import Mapping

from cscp_core.evidence.rules import RecommendationKind, ReviewKind
from cscp_core.evidence.views import Figure, Recommendation, RecordedChallenge
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.grades.rules import GradedClaim
from pages.components.translation import translate

CAME_OF: Mapping[ReviewKind, str] = {
    ReviewKind.INSPECTION: "It came out of an inspection: people from outside looked.",
    ReviewKind.MULTI_AGENCY_AUDIT: "It came out of a check that services did together.",
    ReviewKind.SINGLE_AGENCY_AUDIT: "It came out of a check that a service did of itself.",
    ReviewKind.SECTION_11: "It came out of a check that services do of themselves.",
    ReviewKind.SCHOOL_AUDIT: "It came out of a check that schools do of themselves.",
    ReviewKind.PRACTICE_REVIEW: "It came out of a look at what went badly wrong.",
    ReviewKind.LEARNING_EVENT: "It came out of a day on which workers learned together.",
    ReviewKind.OTHER: "It came out of a review.",
}
ASKED: Mapping[ChallengeState, str] = {
    ChallengeState.RAISED: "The scrutineer waits for an answer.",
    ChallengeState.ANSWERED: "They answered. The scrutineer reads it now.",
    ChallengeState.ESCALATED: "The scrutineer took it further.",
    ChallengeState.CLOSED: "They answered, and the scrutineer has finished with it.",
}
CONCLUDED: Mapping[Assurance, str] = {
    Assurance.ASSURED: "The scrutineer is convinced.",
    Assurance.PARTLY: "The scrutineer is convinced of a part of it.",
    Assurance.NOT: "The scrutineer is not convinced.",
}
SAYS_ITSELF = "The report says so itself."
NO_OWNER = "Nobody is named to do it."
NO_ENDING = "The report does not say what came of it."


def of_claim(graded: GradedClaim) -> str:
    """Who says so, and how they know."""
    return " ".join([*_who_says(graded.claim.agency), translate(graded.how_known.plain)])


def of_recommendation(one: Recommendation) -> str:
    """Where it was found; of what should change, who should do it."""
    told = [translate(CAME_OF[one.review_kind] if one.review_kind else SAYS_ITSELF)]
    if one.kind is not RecommendationKind.STRENGTH:
        told.append(translate(f"Who should do it: {one.agency}." if one.agency else NO_OWNER))
    return " ".join(told)


def of_figure(one: Figure, names: Mapping[str, str]) -> str:
    """Who says so; empty where nobody is named. `names` are those of agencies, by id."""
    return " ".join(_who_says(names.get(one.agency_id, "")))


def of_question(one: RecordedChallenge) -> str:
    """Who asked, and that the report tells no more of it, where it does not."""
    told = [translate(f"Who asked: {one.asked_by}.")] if one.asked_by else []
    return " ".join(told if one.what_came else [*told, translate(NO_ENDING)])


def of_challenge(one: ChallengeView) -> str:
    """Where a question of the scrutineer stands; once it is closed, what they think of it and when they look again."""
    told = [ASKED[one.state]] if one.state in ASKED else []
    if one.state is ChallengeState.CLOSED:
        told += [CONCLUDED[one.assurance]] if one.assurance and one.assurance in CONCLUDED else []
        told += [f"They look at it again in {one.recheck_on:%B %Y}."] if one.recheck_on else []
    return " ".join(map(translate, told))


def _who_says(name: str) -> list[str]:
    return [translate(f"Who says so: {name}.")] if name else []
