"""Judging a theme, the three views beside the judgement, and the map of who has supplied what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, JudgementRefused, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence import tables as told
from cscp_core.evidence.measures import measures
from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.evidence.views import Figure, Theme
from cscp_core.free_text import tidy
from cscp_core.improvement import service as improvement
from cscp_core.improvement.tables import ActionUpdate
from cscp_core.labelled import Labelled
from cscp_core.people import directory
from cscp_core.people.agencies import top_agency
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.people.tables import Account
from cscp_core.reconciliation import service as reconciliation
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer
from cscp_core.scrutiny.judgements import rules
from cscp_core.scrutiny.judgements.rules import JudgementView
from cscp_core.scrutiny.judgements.tables import Judgement
from cscp_core.storage import trail
from cscp_core.storage.history import is_latest
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import JudgementsAction


@dataclass(frozen=True, kw_only=True)
class ThemeViews:
    """A theme with its judgement and the three views beside it."""

    theme: Theme
    judged: JudgementView | None
    agencies: rules.View
    data: rules.DataView
    young: rules.View
    disagreement: int
    disagree_in: str

    @property
    def assurance(self) -> Assurance:
        return self.judged.assurance if self.judged else Assurance.NOT_YET

    @property
    def version(self) -> int:
        return self.judged.version if self.judged else 0


@needs(Permission.READ_JUDGEMENTS)
def data_views(session: Session, actor: Actor, *, report_id: str) -> dict[str, rules.DataView]:
    """What the measures of every theme can say to the four questions, by theme; fixed by the load of the report."""
    home = evidence.find_year(session, actor, report_id=report_id).home_area
    listed = evidence.figures(session, actor, report_id=report_id).items
    known = reconciliation.printed_bases(session, actor, report_id=report_id)
    figures: dict[str, list[Figure]] = {}
    for figure in listed:
        figures.setdefault(figure.theme_id, []).append(figure)
    return {
        theme.theme_id: rules.data_view(measures(figures.get(theme.theme_id, ()), home), known)
        for theme in evidence.themes(session, actor, report_id=report_id)
    }


@needs(Permission.READ_JUDGEMENTS)
def list_theme_views(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    young: Mapping[str, Labelled] | None = None,
    said_by_data: Mapping[str, rules.DataView] | None = None,
) -> list[ThemeViews]:
    """Every theme, priorities first. `young` is Young Advisors' joint view by theme, handed in as values; so may be
    what the data say, by a caller that has kept it."""
    judged = current_judgements(session, actor, report_id=report_id)
    statuses = _count_statuses(session, actor, report_id)
    measured = said_by_data if said_by_data is not None else data_views(session, actor, report_id=report_id)
    found = []
    for theme in evidence.themes(session, actor, report_id=report_id):
        word = judged.get(theme.theme_id)
        agencies = rules.agencies_view(statuses.get(theme.theme_id, {}))
        data = measured[theme.theme_id]
        seen_by_young = rules.young_view((young or {}).get(theme.theme_id))
        apart, in_what = rules.measure_disagreement(
            agencies, data.view, seen_by_young, word.assurance if word else Assurance.NOT_YET
        )
        found.append(
            ThemeViews(
                theme=theme,
                judged=word,
                agencies=agencies,
                data=data,
                young=seen_by_young,
                disagreement=apart,
                disagree_in=in_what,
            )
        )
    return found


@needs(Permission.READ_JUDGEMENTS)
def current_judgements(session: Session, actor: Actor, *, report_id: str) -> dict[str, JudgementView]:
    """The judgement that stands, by theme; themes not yet judged are not in it."""
    of_report = Judgement.report_id == report_id
    rows = session.exec(
        select(Judgement, Account)
        .join(Account, col(Account.account_id) == col(Judgement.account_id))
        .where(of_report, is_latest(Judgement.theme_id, Judgement.version, of_report))
    )
    return {row.theme_id: _view_of(row, account) for row, account in rows}


@needs(Permission.READ_JUDGEMENTS)
def list_judgements(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> list[JudgementView]:
    """Every judgement of a theme, newest first."""
    rows = session.exec(
        select(Judgement, Account)
        .join(Account, col(Account.account_id) == col(Judgement.account_id))
        .where(Judgement.report_id == report_id, Judgement.theme_id == theme_id)
        .order_by(col(Judgement.version).desc())
    )
    return [_view_of(row, account) for row, account in rows]


@needs(Permission.JUDGE)
def record_judgement(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    theme_id: str,
    seen_version: int,
    assurance: Assurance,
    reason: str,
) -> None:
    """Records a judgement of a theme, with its reason; the ones before it are kept.

    Raises:
        NotFound: there is no such theme.
        JudgementRefused: nothing has been judged that could be taken back.
        ChangedMeanwhile: somebody judged it after it was read.
    """
    if theme_id not in {one.theme_id for one in evidence.themes(session, actor, report_id=report_id)}:
        raise NotFound("That theme is not in this report.")
    before = current_judgements(session, actor, report_id=report_id).get(theme_id)
    if (before.version if before else 0) != seen_version:
        raise ChangedMeanwhile(
            "Somebody judged this theme after you opened it. What you wrote is still below.",
            f"{before.by}: {before.assurance}. {before.reason}" if before else "",
        )
    if assurance is Assurance.NOT_YET and before is None:
        raise JudgementRefused("There is no judgement of this theme yet: there is nothing to take back.")
    session.add(
        Judgement(
            report_id=report_id,
            theme_id=theme_id,
            version=seen_version + 1,
            assurance=assurance,
            reason=tidy(reason, "the reason for your judgement"),
            account_id=actor.own_id,
            at=now(session),
            data_version=evidence.find_year(session, actor, report_id=report_id).load_number,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise ChangedMeanwhile("Somebody judged this theme at the same moment. Look again and decide.") from error
    trail.record(
        session,
        actor,
        JudgementsAction.JUDGED,
        f"{report_id} {theme_id}",
        assurance=assurance,
        version=seen_version + 1,
    )
    session.commit()


@dataclass(frozen=True, kw_only=True)
class BlindSpots:
    """Who has supplied what: counts by theme, agency and kind; `agencies` are the names of those asked about."""

    themes: tuple[Theme, ...]
    agencies: dict[str, str]
    counts: dict[tuple[str, str], dict[str, int]]
    """By theme id and agency id: how many figures, claims, actions, pieces of evidence, answers. Missing: nothing."""

    def of(self, theme_id: str, agency_ids: Iterable[str]) -> dict[str, int]:
        """What several agencies have supplied together on a theme."""
        found: Counter[str] = Counter()
        for agency_id in agency_ids:
            found.update(self.counts.get((theme_id, agency_id), {}))
        return dict(found)


@needs(Permission.SEE_BLIND_SPOTS)
def blind_spots(session: Session, actor: Actor, *, report_id: str) -> BlindSpots:
    """Themes by agency: who has supplied figures, claims, actions, evidence and answers. What an agency that ended
    supplied counts for its successor, what a service supplied for the agency that it is part of."""
    cards = directory.agency_cards(session)
    counts: dict[tuple[str, str], Counter[str]] = {}

    def add(kind: str, theme_id: str | None, agency_id: str | None, number: int) -> None:
        if theme_id and agency_id and number:
            counts.setdefault((theme_id, top_agency(cards, agency_id)), Counter())[kind] += number

    for kind, table, extra in (
        ("claims", told.Claim, []),
        ("actions", told.Recommendation, [told.Recommendation.kind != RecommendationKind.STRENGTH]),
    ):
        for row in _count_rows(session, table, report_id, extra):
            add(kind, *row)
    figures = (
        select(told.Indicator.theme_id, told.Indicator.agency_id, func.count())
        .join(
            told.Figure,
            (col(told.Figure.report_id) == col(told.Indicator.report_id))
            & (col(told.Figure.indicator_id) == col(told.Indicator.indicator_id)),
        )
        .where(told.Indicator.report_id == report_id, col(told.Figure.retired).is_(False))
        .group_by(col(told.Indicator.theme_id), col(told.Indicator.agency_id))
    )
    for row in session.exec(figures):
        add("figures", *row)
    answers = (
        select(Challenge.theme_id, ChallengeAnswer.agency_id, ChallengeAnswer.evidence)
        .join(ChallengeAnswer, col(ChallengeAnswer.challenge_id) == col(Challenge.challenge_id))
        .where(
            Challenge.report_id == report_id,
            col(ChallengeAnswer.sent_at).is_not(None),
        )
    )
    for theme_id, agency_id, references in session.exec(answers):
        add("answers", theme_id, agency_id, 1)
        add("evidence", theme_id, agency_id, int(references != "[]"))
    updates = (
        select(told.Recommendation.theme_id, ActionUpdate.agency_id, func.count())
        .join(
            ActionUpdate,
            (col(ActionUpdate.report_id) == col(told.Recommendation.report_id))
            & (col(ActionUpdate.recommendation_id) == col(told.Recommendation.recommendation_id)),
        )
        .where(ActionUpdate.report_id == report_id, ActionUpdate.evidence != "[]")
        .group_by(col(told.Recommendation.theme_id), col(ActionUpdate.agency_id))
    )
    for row in session.exec(updates):
        add("evidence", *row)
    named = {agency_id for _, agency_id in counts} | {
        one.agency_id for one in cards.values() if one.statutory_partner and not one.successor_id
    }
    alike = Counter(one.short_name for one in cards.values() if one.agency_id in named)
    return BlindSpots(
        themes=tuple(evidence.themes(session, actor, report_id=report_id)),
        agencies={
            one.agency_id: one.short_name if alike[one.short_name] == 1 else one.name
            for one in sorted(cards.values(), key=lambda one: (not one.statutory_partner, one.short_name))
            if one.agency_id in named
        },
        counts={key: dict(found) for key, found in counts.items()},
    )


def _count_rows(session: Session, table: Any, report_id: str, extra: list[Any]) -> Any:
    return session.exec(
        select(table.theme_id, table.agency_id, func.count())
        .where(table.report_id == report_id, col(table.retired).is_(False), *extra)
        .group_by(table.theme_id, table.agency_id)
    )


def _count_statuses(session: Session, actor: Actor, report_id: str) -> dict[str, dict[WorkStatus, int]]:
    """How many actions stand at which status, by theme: as agencies last said, else as the report says."""
    since = improvement.latest_updates(session, actor, report_id=report_id)
    rows = session.exec(
        select(
            told.Recommendation.theme_id, told.Recommendation.recommendation_id, told.Recommendation.work_status
        ).where(
            told.Recommendation.report_id == report_id,
            col(told.Recommendation.retired).is_(False),
            told.Recommendation.kind != RecommendationKind.STRENGTH,
        )
    )
    found: dict[str, Counter[WorkStatus]] = {}
    for theme_id, row_id, reported in rows:
        status = since[row_id].status if row_id in since else WorkStatus(reported)
        found.setdefault(theme_id, Counter())[status] += 1
    return {theme_id: dict(numbers) for theme_id, numbers in found.items()}


def _view_of(row: Judgement, account: Account) -> JudgementView:
    return JudgementView(Assurance(row.assurance), row.reason, account.name, row.at, row.version, row.data_version)
