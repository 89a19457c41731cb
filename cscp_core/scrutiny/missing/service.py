"""The questions that a report leaves open, ranked, and how they are worded."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile
from cscp_core.evidence import reported
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.measures import Measure, measures
from cscp_core.evidence.ownership import partnership_id
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown, RecommendationKind, ValueState
from cscp_core.evidence.views import Theme, Wanted
from cscp_core.improvement import owners
from cscp_core.improvement import service as improvement
from cscp_core.improvement.actions import with_what_was_given
from cscp_core.improvement.tables import ActionOwner, ActionUpdate
from cscp_core.people.agencies import PARTNERSHIP, AgencyCard, current_agency
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation.declared import list_declared
from cscp_core.scrutiny.addressees import Addressees
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.sources import Source, source_of
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.grades.rules import GradedClaim
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.scrutiny.missing import kinds, ranking, rules, sense, wording
from cscp_core.scrutiny.missing.elsewhere import Printed
from cscp_core.scrutiny.missing.kinds import Missing, plain_kind
from cscp_core.scrutiny.missing.ranking import Question, RankingReason
from cscp_core.scrutiny.missing.rules import Lack
from cscp_core.scrutiny.missing.tables import QuestionWording
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import QuestionsAction

LONGEST_ACCOUNT = 400  # characters of a claim inside a question


@needs(Permission.SEE_QUESTIONS)
def list_questions(
    session: Session, actor: Actor, *, report_id: str, theme_id: str = "", source_kind: str = "", source_id: str = ""
) -> list[Question]:
    """Every question that the rules suggest: of a report, of one theme, or of one claim or recommendation.

    What has been asked already, and not withdrawn, is left out.
    """
    asked = _asked(session, report_id)
    made = _Maker(session, actor, report_id)
    found: list[Question] = []
    if source_kind in ("", SourceKind.CLAIM):
        found += made.of_claims(theme_id, source_id)
    if source_kind in ("", SourceKind.RECOMMENDATION):
        found += made.of_actions(theme_id, source_id)
    return [one for one in found if (one.source_kind, one.source_id, plain_kind(one.missing)) not in asked]


@needs(Permission.SEE_QUESTIONS)
def find_source(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> Source:
    """The item that a question is to be about, with the agency of today that would be asked, and why it is asked.

    Raises:
        NotFound: it is not in the report.
    """
    found = source_of(session, actor, report_id=report_id, kind=kind, source_id=source_id)
    if kind == "recommendation":
        placed = owners.latest_owners(session, actor, report_id=report_id, recommendation_ids=[source_id])
        if source_id in placed:
            found = replace(found, agency_id=placed[source_id].agency_id or found.agency_id)
    asked = Addressees(session, actor, report_id).find(found.agency_id)
    return replace(found, agency_id=asked.agency_id, asked_instead=asked.note)


@needs(Permission.SEE_QUESTIONS)
def worth_asking(session: Session, actor: Actor, *, report_id: str, most: int = 5) -> list[Question]:
    """The few questions that are worth a meeting's time, each with why it stands where it stands."""
    return ranking.rank_questions(list_questions(session, actor, report_id=report_id), most)


@needs(Permission.SEE_QUESTIONS)
def cache_key(session: Session, actor: Actor, *, report_id: str) -> tuple[int, ...]:
    """Changes whenever the questions may: after a grade, an update, a challenge or a wording. Cache by it."""
    newest = (
        select(func.max(Grade.grade_id)).where(Grade.report_id == report_id),
        select(func.max(ActionUpdate.update_id)).where(ActionUpdate.report_id == report_id),
        select(func.max(ActionOwner.owner_id)).where(ActionOwner.report_id == report_id),
        select(func.sum(Challenge.version)).where(Challenge.report_id == report_id),
        select(func.count()).select_from(QuestionWording),
        select(func.count()).select_from(Challenge).where(Challenge.report_id == report_id),
    )
    return tuple(session.exec(query).one() or 0 for query in newest)


@needs(Permission.SEE_QUESTIONS)
def list_wordings(session: Session, actor: Actor) -> list[wording.QuestionWording]:
    """How each kind of question is worded at present."""
    return list(_wordings(session).values())


@needs(Permission.EDIT_WORDINGS)
def change_wording(
    session: Session, actor: Actor, *, missing: Missing, seen_version: int, question: str, would_answer: str
) -> None:
    """Words one kind of question again. Challenges that were raised keep their words.

    Raises:
        WordingRefused, TextRefused: it would not read as a question.
        ChangedMeanwhile: somebody changed it after it was read.
    """
    standing = _wordings(session)[missing]
    if standing.version != seen_version:
        raise ChangedMeanwhile(
            "Somebody changed this wording after you opened it. What you wrote is still below.", standing.question
        )
    new = wording.check_wording(missing, question, would_answer)
    session.add(
        QuestionWording(
            missing=missing,
            version=seen_version + 1,
            question=new.question,
            would_answer=new.would_answer,
            account_id=actor.own_id,
            at=now(session),
        )
    )
    trail.record(session, actor, QuestionsAction.WORDING_CHANGED, missing.label, version=seen_version + 1)
    session.commit()


@needs(Permission.READ_REPORT)
def lacks_of_claim(session: Session, actor: Actor, *, report_id: str, claim_id: str) -> list[Missing]:
    """What the rules find missing behind one claim."""
    made = _Maker(session, actor, report_id)
    found = grades.graded_claims(session, actor, report_id=report_id, claim_id=claim_id)
    return [lack.missing for one in found for lack in made.lacks(one)]


class _Maker:
    """Holds what many questions of one report need: figures, measures, themes, agencies, wordings."""

    def __init__(self, session: Session, actor: Actor, report_id: str):
        self.session, self.actor, self.report_id = session, actor, report_id
        year = evidence.find_year(session, actor, report_id=report_id)
        listed = evidence.figures(session, actor, report_id=report_id).items
        self.figures = {one.figure_id: one for one in listed}
        self.by_measure: dict[tuple[str, str], list[Measure]] = {}
        for measure in measures(listed, year.home_area):
            key = (measure.latest.indicator_id, measure.latest.category)
            self.by_measure.setdefault(key, []).append(measure)
        checks = list_declared(session, actor, report_id=report_id)
        self.printed = Printed(listed, checks, year.home_area)
        self.themes: dict[str, Theme] = {
            one.theme_id: one for one in evidence.themes(session, actor, report_id=report_id)
        }
        self.addressees = Addressees(session, actor, report_id)
        self.cards: dict[str, AgencyCard] = self.addressees.cards
        whose = ("", partnership_id(year.partnership))
        self.partnership = next(
            (one for one in self.cards.values() if one.kind == PARTNERSHIP and one.partnership_id in whose), None
        )
        self.words = _wordings(session)

    def lacks(self, one: GradedClaim) -> list[Lack]:
        figures = [self.figures[name] for name in one.claim.figure_ids if name in self.figures]
        behind = [m for figure in figures for m in self.by_measure.get((figure.indicator_id, figure.category), ())]
        return rules.claim_lacks(one.claim, one.how_far, one.how_known, figures, behind, self.printed)

    def of_claims(self, theme_id: str, claim_id: str) -> Iterator[Question]:
        asked = {"report_id": self.report_id, "theme_id": theme_id, "claim_id": claim_id}
        for one in grades.graded_claims(self.session, self.actor, **asked):
            above = one.how_far.rank >= HowFar.PRACTICE.rank or sense.claims_change(one.claim.text)
            for lack in self.lacks(one):
                yield self._question(
                    SourceKind.CLAIM,
                    one.claim.claim_id,
                    one.claim.theme_id,
                    one.claim.section,
                    one.claim.text,
                    reported.of_claim(one.claim),
                    one.claim.agency_id,
                    lack,
                    above_output=above,
                    only_said=one.how_known is HowKnown.SAID,
                )

    def of_actions(self, theme_id: str, row_id: str) -> Iterator[Question]:
        wanted = Wanted(theme_id=theme_id, recommendation_id=row_id)
        told = evidence.recommendations(self.session, self.actor, report_id=self.report_id, wanted=wanted).items
        standing = improvement.latest_updates(self.session, self.actor, report_id=self.report_id)
        placed = owners.latest_owners(self.session, self.actor, report_id=self.report_id)
        for as_told in told:
            update = standing.get(as_told.recommendation_id)
            one = with_what_was_given(as_told, update, placed.get(as_told.recommendation_id))
            status = update.status if update else one.work_status
            for lack in rules.action_lacks(one, status, bool(update and update.evidence)):
                yield self._question(
                    SourceKind.RECOMMENDATION,
                    one.recommendation_id,
                    one.theme_id,
                    one.section,
                    one.text,
                    reported.of_recommendation(one),
                    one.agency_id,
                    lack,
                    above_output=False,
                    only_said=not one.evidence_of_impact,
                    done="put right" if one.kind is RecommendationKind.AREA else "done",
                )

    def _question(
        self,
        kind: SourceKind,
        source_id: str,
        theme_id: str,
        section: str,
        text: str,
        told: str,
        agency_id: str,
        lack: Lack,
        *,
        above_output: bool,
        only_said: bool,
        done: str = "done",
    ) -> Question:
        about = self.cards.get(current_agency(self.cards, agency_id)) or self.partnership
        asked = self.addressees.find(about.agency_id if about else "")
        card = self.cards.get(asked.agency_id)
        theme = self.themes[theme_id]
        reasons = tuple(
            reason
            for reason, counts in (
                (RankingReason.PRIORITY, theme.is_priority),
                (RankingReason.ABOVE_OUTPUT, above_output),
                (RankingReason.ONLY_SAID, only_said),
                (RankingReason.FALSE_ASSURANCE, lack.figure is not None and lack.figure.false_assurance),
                (RankingReason.FIGURE, lack.figure is not None),
                (RankingReason.ONE_AGENCY, card is not None and card is not self.partnership),
            )
            if counts
        )
        shown = _shortened(told)
        printed = lack.figure is not None and lack.missing in kinds.PRINTED
        place = reported.where(lack.figure.section if lack.figure and printed else section)
        is_chart = lack.figure is not None and lack.figure.state is ValueState.CHART_ONLY
        figure = reported.figure_in_words(lack.figure) if lack.figure else "no figure"
        question, would_answer = wording.fill_wording(
            self.words[lack.missing],
            reported=shown,
            claim=_shortened(text),
            section=place,
            agency=about.name if about else "the partnership",
            figure=figure,
            other=lack.other,
            basis=shown if lack.figure is None else "" if is_chart else f"{place} prints {figure}.",
            found=lack.found,
            which=lack.which,
            whom="for children" if sense.serves_children(text) else "in how people work",
            done=done,
        )
        return Question(
            source_kind=kind,
            source_id=source_id,
            theme_id=theme_id,
            theme=theme.name,
            section=section,
            source_text=text,
            reported=told,
            missing=lack.missing,
            text=question,
            would_answer=would_answer,
            category=kinds.CATEGORY.get(lack.missing, ChallengeCategory.A),
            agency_id=card.agency_id if card else "",
            agency=card.name if card else "",
            asked_instead=asked.note,
            figure_id=lack.figure.figure_id if lack.figure else "",
            score=ranking.score(lack.missing, reasons),
            reasons=reasons,
        )


def _wordings(session: Session) -> dict[Missing, wording.QuestionWording]:
    standing = dict(wording.of_the_file())
    newest = select(QuestionWording.missing, func.max(QuestionWording.version)).group_by(col(QuestionWording.missing))
    for name, version in session.exec(newest).all():
        row = session.get(QuestionWording, (name, version))
        if row:
            standing[Missing(name)] = wording.QuestionWording(
                Missing(name), row.question, row.would_answer, row.version
            )
    return standing


def _asked(session: Session, report_id: str) -> set[tuple[str, str, str]]:
    rows = session.exec(
        select(Challenge.source_kind, Challenge.source_id, Challenge.missing).where(
            Challenge.report_id == report_id, Challenge.missing != "", Challenge.state != ChallengeState.WITHDRAWN
        )
    )
    return {(kind, source_id, plain_kind(Missing(missing))) for kind, source_id, missing in rows}


def _shortened(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= LONGEST_ACCOUNT else folded[: LONGEST_ACCOUNT - 1].rsplit(" ", 1)[0] + " …"
