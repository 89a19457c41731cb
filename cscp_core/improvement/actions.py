"""Actions with what was said of them since: the state of each for the day, whose it is, and lists of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import RecommendationKind, WorkStatus, counted, in_words
from cscp_core.evidence.views import Recommendation, Wanted
from cscp_core.improvement import due, owners, service, states
from cscp_core.improvement.due import Due
from cscp_core.improvement.owners import Owner
from cscp_core.improvement.rules import Update
from cscp_core.improvement.states import ActionState, ActionView
from cscp_core.people import directory
from cscp_core.people.agencies import Cards, current_agency
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.storage.paging import Page, offset
from cscp_core.storage.session import today

PAGE_SIZE = 25  # rows
MOST_NAMED = 3  # agencies in a sentence
NOBODY = "nobody"
"""For a filter by agency: actions for which the report names no agency, and which none has taken."""
UNNAMED = "No agency is named"
IMPACT = "impact"
"""For a filter by state: what has any evidence of impact."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action as the report gives it, with what was said of it since, and its state for the day."""

    told: Recommendation
    update: Update | None
    owner: Owner | None
    due: Due
    by: date | None
    """When it must be done: the day that its agency gave, else the last day of the report's words."""
    today: date
    agency_id: str
    """Whose it is today; empty where nobody is named."""
    agency: str
    is_shared: bool
    """Whether it is with the partners together, or with nobody."""
    may_assign: bool
    """Whether the actor may take it, or assign it to an agency."""

    @property
    def status(self) -> WorkStatus:
        return self.update.status if self.update else self.told.work_status

    @property
    def version(self) -> int:
        return self.update.version if self.update else 0

    @property
    def owner_version(self) -> int:
        return self.owner.version if self.owner else 0

    @property
    def whose(self) -> str:
        """The agency that has it, else the owner that the report prints, else nothing."""
        return self.agency or self.told.owner

    @property
    def state(self) -> ActionState:
        return states.state_of(self.told.kind, self.status, self.by, bool(self.whose), self.today)

    def is_in(self, view: ActionView) -> bool:
        """Whether it belongs to a view."""
        has_date = bool(self.told.due or self.by)
        return states.is_in_view(
            view, self.told.kind, self.told.review_kind, has_owner=bool(self.whose), has_date=has_date
        )

    @property
    def in_short(self) -> str:
        """Its state with the time that has passed or is left."""
        return states.in_short(self.state, self.by, self.today)

    @property
    def evidence_of_impact(self) -> str:
        """What is given as evidence that anything changed: by its agency since, else by the report."""
        if self.update and self.update.status is WorkStatus.DONE_EVIDENCED:
            return "; ".join(one.words for one in self.update.evidence)
        return self.told.evidence_of_impact

    @property
    def has_evidence(self) -> bool:
        """Whether there is evidence that anybody could look at: done and evidenced, and not found wanting since."""
        return self.state is ActionState.EVIDENCED and not (self.update and self.update.held is False)


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """One page of actions, with how many there are in each state and with each agency."""

    page: Page[Action]
    states: Mapping[ActionState, int]
    """How many of all that fit the other choices are in each state."""
    with_impact: int
    """How many of them have anything that is given as evidence of impact."""
    agencies: Mapping[str, tuple[str, int]]
    """Of those in the state asked for, each agency's name and how many it has, by its id: the most first."""
    names: Mapping[str, str]
    """The name that people say of every agency in the view, by its id."""
    views: Mapping[ActionView, int]
    """How many of all that fit the other choices are in each view."""
    owed: Mapping[tuple[str, ActionState], int]
    """How many each agency has in each state, by its id, of all in the view."""
    about_impact: str
    """The answer to which of them have evidence of impact, in a sentence or two."""
    about_overdue: str
    """The answer to which of them are past their date, and whose they are."""

    @property
    def overdue_in_short(self) -> str:
        """The title of a chart of them."""
        late = sum(number for (_, state), number in self.owed.items() if state is ActionState.OVERDUE)
        return f"{counted(late, 'action is', 'actions are')} past {'its' if late == 1 else 'their'} date"


@needs(Permission.READ_REPORT)
def list_actions(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    wanted: Wanted = Wanted(),
    view: ActionView = ActionView.ALL,
    state: str = "",
    page: int | None = None,
) -> ActionList:
    """Actions, the most pressing state first; what is overdue by whose it is. `page` counts from 1; None is all."""
    cards = directory.agency_cards(session)
    everything = _found(session, actor, report_id, replace(wanted, agency_id="", work_status=""), cards)
    of_status = [one for one in everything if not wanted.work_status or one.status.value == wanted.work_status]
    fitting = [one for one in of_status if one.is_in(view)]
    of_all = [one for one in fitting if _is_in(one, state)]
    whose = Counter(one.agency_id or NOBODY for one in of_all)
    of_agency = current_agency(cards, wanted.agency_id)
    asked = [one for one in fitting if not wanted.agency_id or (one.agency_id or NOBODY) == of_agency]
    chosen = [one for one in asked if _is_in(one, state)]
    if state == ActionState.OVERDUE.value:
        chosen.sort(key=lambda one: (-whose[one.agency_id or NOBODY], one.agency, one.by or one.today))
    else:
        chosen.sort(key=lambda one: one.state.rank)
    shown = chosen if page is None else chosen[offset(page, PAGE_SIZE) :][:PAGE_SIZE]
    return ActionList(
        page=Page(shown, len(chosen), PAGE_SIZE if page is not None else max(len(chosen), 1)),
        states=Counter(one.state for one in asked),
        with_impact=sum(bool(one.evidence_of_impact) for one in asked),
        agencies={one: (_name(cards, one), number) for one, number in whose.most_common()},
        names=_short_names(cards, [one.agency_id or NOBODY for one in fitting]),
        views={each: sum(one.is_in(each) for one in of_status) for each in ActionView},
        owed=Counter((one.agency_id or NOBODY, one.state) for one in fitting),
        about_impact=say_impact(asked),
        about_overdue=say_overdue(asked),
    )


@needs(Permission.UPDATE_ACTIONS)
def own_actions(session: Session, actor: Actor, *, report_id: str) -> list[Action]:
    """What the actor's agency, or one that it answers for, is to do, and after it what it may take: what the partners
    have together, and what nobody has. Each the most pressing first; strengths are left out."""
    mine = directory.works_for(session, actor)
    found = [
        one
        for one in _found(session, actor, report_id, Wanted(), directory.agency_cards(session))
        if one.told.kind is not RecommendationKind.STRENGTH
        and (one.may_assign if one.is_shared else one.agency_id in mine)
    ]
    return sorted(found, key=lambda one: (one.is_shared, not one.agency_id, one.state.rank))


def with_what_was_given(told: Recommendation, update: Update | None, owner: Owner | None) -> Recommendation:
    """An action as the report gives it, with the agency and the date that were given since in their place."""
    if owner and owner.agency_id:
        told = replace(told, owner=owner.agency, agency_id=owner.agency_id, agency=owner.agency)
    return replace(told, due=f"{update.next_by:%-d %B %Y}") if update and update.next_by else told


def say_overdue(found: Sequence[Action]) -> str:
    """How many of some actions are past their date, and who has them: the agencies with the most by name."""
    late = Counter(one.agency for one in found if one.state is ActionState.OVERDUE)
    total = sum(late.values())
    if not total:
        return "No action is past its date."
    unnamed = late.pop("", 0)
    most = late.most_common(MOST_NAMED)
    parts = [f"{name} has {number}" for name, number in most]
    if rest := total - unnamed - sum(number for _, number in most):
        parts.append(f"{counted(len(late) - len(most), 'other agency has', 'other agencies have')} {rest}")
    if unnamed:
        parts.append(f"no agency is named for {unnamed}")
    return (
        f"{counted(total, 'action is', 'actions are')} past {'its' if total == 1 else 'their'} date: {in_words(parts)}."
    )


def say_impact(found: Sequence[Action]) -> str:
    """Which of some actions have evidence of impact, as one would say it."""
    to_do = [one for one in found if one.state is not ActionState.STRENGTH]
    good = [one for one in to_do if one.has_evidence]
    held = sum(bool(one.update and one.update.held) for one in good)
    of = counted(len(to_do), "action")
    words = f"{len(good) or 'None'} of {of} {'has' if len(good) < 2 else 'have'} evidence of impact"
    words += f", {held} of them still there at a second look." if held else "."
    strengths = sum(bool(one.evidence_of_impact) for one in found if one.state is ActionState.STRENGTH)
    others = sum(bool(one.evidence_of_impact) for one in to_do) - sum(bool(one.evidence_of_impact) for one in good)
    if others:
        words += f" For {counted(others, 'more', 'more')}, what is given is not enough to show it."
    if strengths:
        words += f" The report also gives something behind {counted(strengths, 'strength')}; each says what is lacking."
    return words


def _found(session: Session, actor: Actor, report_id: str, wanted: Wanted, cards: Cards) -> list[Action]:
    told = evidence.recommendations(session, actor, report_id=report_id, wanted=wanted).items
    only = [wanted.recommendation_id] if wanted.recommendation_id else []
    since = service.latest_updates(session, actor, report_id=report_id, recommendation_ids=only)
    placed = owners.latest_owners(session, actor, report_id=report_id, recommendation_ids=only)
    period = evidence.find_year(session, actor, report_id=report_id).period
    day = today(session)
    found = []
    mine, own = directory.works_for(session, actor), current_agency(cards, actor.agency_id or "")
    for one in told:
        owner = placed.get(one.recommendation_id)
        may_assign = one.kind is not RecommendationKind.STRENGTH and owners.can_assign(
            cards, mine, one.agency_id, owner.agency_id if owner else "", own
        )
        update = since.get(one.recommendation_id)
        found.append(_action(one, update, owner, due.read_due(one.due, period), day, cards, may_assign=may_assign))
    return found


def _action(
    told: Recommendation, update: Update | None, owner: Owner | None, read: Due, day: date, cards: Cards, *,
    may_assign: bool,
) -> Action:  # fmt: skip
    agency_id = (owner.agency_id if owner else "") or told.agency_id
    agency_id = current_agency(cards, agency_id) if agency_id else ""
    return Action(
        told=told,
        update=update,
        owner=owner,
        due=read,
        by=(update.next_by if update else None) or read.by,
        today=day,
        agency_id=agency_id,
        agency=cards[agency_id].name if agency_id else "",
        is_shared=owners.is_shared(cards, agency_id),
        may_assign=may_assign,
    )


def _name(cards: Cards, agency_id: str) -> str:
    return cards[agency_id].name if agency_id in cards else UNNAMED


def _short_names(cards: Cards, agency_ids: Sequence[str]) -> dict[str, str]:
    """The name that people say of each agency; the full one where two would be called the same."""
    short = {one: cards[one].short_name if one in cards else "" for one in dict.fromkeys(agency_ids)}
    many = Counter(short.values())
    return {one: name if name and many[name] == 1 else _name(cards, one) for one, name in short.items()}


def _is_in(one: Action, state: str) -> bool:
    return not state or one.state.value == state or (state == IMPACT and bool(one.evidence_of_impact))
