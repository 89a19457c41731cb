"""What else is under way in the demonstration: actions, grades, judgements, private notes, reminders, notices read."""

from datetime import date

from cscp_core.demonstration.asking import COUNCIL, HEALTH, POLICE, WHO_ANSWERS
from cscp_core.demonstration.challenges import SCRUTINEER
from cscp_core.demonstration.stage import Scene, Stage
from cscp_core.demonstration.timeline import FRI, MON, TUE, WED
from cscp_core.demonstration.voices import FIRST, SECOND, at_hour
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import HowFar, HowKnown, WorkStatus
from cscp_core.improvement import owners
from cscp_core.improvement import service as improvement
from cscp_core.improvement.rules import Reference
from cscp_core.notices import service as notices
from cscp_core.people import reminders
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.notebook import service as notebook

MANAGER = "business.manager"
GRADED = {"neglect": 9, "domestic-abuse": 7}
"""How many claims of a theme the scrutineer has confirmed as they were suggested."""


def scenes(stage: Stage) -> list[Scene]:
    return [one(stage) for one in (actions_of_council, actions_of_others, judging, notes, talks, notices_read)]


def actions_of_council(stage: Stage) -> Scene:
    """One slips, one is past the date that the council gave, one is stopped, one is done and has held since."""
    days = stage.timeline
    yield days.at(-25, TUE, 11)
    _update(
        stage, COUNCIL, "rec-3.2-01", WorkStatus.DONE_EVIDENCED,
        "The play was put on, and pupils talked about it in class.", evidence="Pupils' words after the play",
    )  # fmt: skip
    yield days.at(-8, TUE, 11)
    _update(
        stage, COUNCIL, "rec-3.3.1-01", WorkStatus.SLIPPING, "We are looking for a second person to lead the course.",
        next_by=days.day(6, FRI),
    )  # fmt: skip
    yield days.at(-6, TUE, 11)
    _update(
        stage, COUNCIL, "rec-4.7.2-01", WorkStatus.ON_TRACK, "Parents have been heard, and schools are next.",
        next_by=days.yesterday,
    )  # fmt: skip
    yield days.at(-5, TUE, 11)
    words = "Safeguarding leads of schools chose to meet in the forum that they have."
    _update(stage, COUNCIL, "rec-5.4-06", WorkStatus.STOPPED, words)
    yield days.at(-3, TUE, 11)
    stage.act(
        SCRUTINEER,
        improvement.recheck_action,
        report_id=stage.report_id,
        recommendation_id="rec-3.2-01",
        seen_version=1,
        held=True,
        words="Two schools were asked half a year later. Pupils still talk about it.",
    )


def actions_of_others(stage: Stage) -> Scene:
    """The police take an action of the partners together, and the council places one with health."""
    days = stage.timeline
    yield days.at(-7, WED, 11)
    _place(stage, POLICE, "rec-4.5-01", POLICE, "")
    yield days.at(-6, WED, 11)
    words = "We have the cases of two quarters, and read them with the disability service."
    _update(stage, POLICE, "rec-4.5-01", WorkStatus.ON_TRACK, words, next_by=days.this_week)
    yield days.at(-6, WED, 14)
    words = "The other boroughs have a first draft."
    _update(stage, HEALTH, "rec-3.5.1-06", WorkStatus.ON_TRACK, words, next_by=days.this_week)
    yield days.at(-2, WED, 14)
    _place(stage, COUNCIL, "rec-5.5.1-07", HEALTH, "The report gives it to the Health Subgroup.")


def judging(stage: Stage) -> Scene:
    """Two priorities are judged, after some of their claims were read again."""
    days = stage.timeline
    yield days.at(-3, TUE, 9)
    for theme_id, many in GRADED.items():
        listed = stage.act(SCRUTINEER, grades.graded_claims, report_id=stage.report_id, theme_id=theme_id)
        for one in listed[:many]:
            _grade(stage, one.claim.claim_id, one.how_far, one.how_known)
    why = "The section gives no sample, no method and nobody's own account."
    _grade(stage, "claim-3.3.4-03", HowFar.ACTIVITY, HowKnown.SAID, why)
    yield days.at(-3, TUE, 14)
    _judge(
        stage, "neglect", Assurance.PARTLY,
        "A sample shows plans with dates. Nobody can say yet whether children feel a difference.",
    )  # fmt: skip
    yield days.at(-3, TUE, 15)
    _judge(
        stage, "domestic-abuse", Assurance.NOT,
        "Nearly all is activity. Nobody knows what changes for children whose fathers are on no course.",
    )  # fmt: skip


def notes(stage: Stage) -> Scene:
    """The scrutineer's own notebook."""
    days = stage.timeline
    yield days.at(-4, FRI, 16)
    words = "Ask the night service what it hears, before the next meeting."
    about = {"about_kind": SourceKind.CLAIM, "about_id": "claim-3.2-35", "report_id": stage.report_id}
    stage.act(SCRUTINEER, notebook.write_note, words=words, **about)
    yield days.at(-2, MON, 16)
    stage.act(SCRUTINEER, notebook.write_note, words="Bring the map of who has supplied what to the next meeting.")


def talks(stage: Stage) -> Scene:
    """The business manager wants to talk with two Young Advisors about their birthdays: with one of them now."""
    yield at_hour(stage.timeline.yesterday, 9)
    this_month = stage.timeline.yesterday.replace(day=1)
    for username, age, month in ((FIRST, 18, this_month), (SECOND, 25, _months_on(this_month, 3))):
        who = stage.people[username].own_id
        stage.act(MANAGER, reminders.set_reminder, account_id=who, version=0, age=age, month=month)


def notices_read(stage: Stage) -> Scene:
    """Everybody read their notices yesterday morning: what came since is unread."""
    yield at_hour(stage.timeline.yesterday, 8)
    for username in stage.people:
        stage.act(username, notices.mark_read)


def _update(
    stage: Stage,
    agency_id: str,
    recommendation_id: str,
    status: WorkStatus,
    words: str,
    *,
    next_by: date | None = None,
    evidence: str = "",
) -> None:
    held = Reference(evidence, "Head of service", f"{stage.moment:%B %Y}", "the agency's own files")
    stage.act(
        WHO_ANSWERS[agency_id],
        improvement.update_action,
        report_id=stage.report_id,
        recommendation_id=recommendation_id,
        seen_version=0,
        status=status,
        words=words,
        evidence_given=[held] if evidence else [],
        next_by=next_by,
    )


def _place(stage: Stage, by: str, recommendation_id: str, agency_id: str, reason: str) -> None:
    stage.act(
        WHO_ANSWERS[by],
        owners.assign_action,
        report_id=stage.report_id,
        recommendation_id=recommendation_id,
        seen_version=0,
        agency_id=agency_id,
        reason=reason,
    )


def _grade(stage: Stage, claim_id: str, how_far: HowFar, how_known: HowKnown, reason: str = "") -> None:
    stage.act(
        SCRUTINEER,
        grades.confirm_grade,
        report_id=stage.report_id,
        claim_id=claim_id,
        seen_version=0,
        how_far=how_far,
        how_known=how_known,
        reason=reason,
    )


def _judge(stage: Stage, theme_id: str, assurance: Assurance, reason: str) -> None:
    stage.act(
        SCRUTINEER,
        judgements.record_judgement,
        report_id=stage.report_id,
        theme_id=theme_id,
        seen_version=0,
        assurance=assurance,
        reason=reason,
    )


def _months_on(month: date, months: int) -> date:
    years, place = divmod(month.month - 1 + months, 12)
    return month.replace(year=month.year + years, month=place + 1)
