"""What one card shows of a theme: how much rests on evidence, and the measure that can best be compared. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cscp_core.drawing.shapes import Point
from cscp_core.evidence.measures import Measure
from cscp_core.evidence.periods import are_alike, read
from cscp_core.evidence.rules import HowFar, HowKnown, counted
from cscp_core.evidence.views import Figure, Theme
from cscp_core.improvement.states import ActionState
from cscp_core.reconciliation.conclusions import Conclusion
from cscp_core.reconciliation.estimates import Known, estimate
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.grades.rules import GradeCounts
from cscp_core.scrutiny.judgements.rules import JudgementView

YEAR_BEFORE = "the year before"
MORE, CHANCE, UNTOLD = "more than chance", "within chance", "cannot tell"
OPEN = (
    ActionState.OVERDUE,
    ActionState.DUE_SOON,
    ActionState.DUE,
    ActionState.NO_OWNER,
    ActionState.NO_DATE,
    ActionState.UNEVIDENCED,
)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A measure beside one other value or several: an earlier year's, or another area's."""

    figure_id: str
    name: str
    points: tuple[Point, ...]
    """In order of time, or the partnership's own first."""
    against: str
    way: str
    """Higher, lower or the same."""
    chance: str
    """More than chance, within chance, or cannot tell."""
    why: str
    """The whole sentence behind `chance`."""
    section: str
    unit: str

    @property
    def in_short(self) -> str:
        """As a card's line says it: "152 to 132: lower, within chance"."""
        first, last = self.points[0].printed, self.points[-1].printed
        pair = f"{first} to {last}" if self.against == YEAR_BEFORE else f"{first}; {self.against} {last}"
        return f"{pair}: {self.way}, {self.chance}" if self.way else f"{pair}: {self.chance}"


@dataclass(frozen=True, kw_only=True)
class ThemeAtGlance:
    """A theme as a card or a row shows it."""

    theme: Theme
    assurance: Assurance
    judged: JudgementView | None
    known: Mapping[HowKnown, int]
    """How many of its claims are said, shown and tested."""
    confirmed: int
    """How many of these grades are the scrutineer's own."""
    placed: Mapping[tuple[HowFar, HowKnown], int] = field(default_factory=dict)
    """How many of its claims stand on each pair of steps of the two scales."""
    compared: tuple[Compared, ...] = ()
    """Its measures that can be compared, the one to look at first."""
    actions: Mapping[ActionState, int] = field(default_factory=dict)
    data: str = ""
    """What the measures can say together."""
    agencies: str = ""
    """What the agencies report of their own work."""
    young: str = ""
    has_young_view: bool = False
    disagreement: int = 0
    disagree_in: str = ""

    @property
    def claims(self) -> int:
        return sum(self.known.values())

    @property
    def evidenced(self) -> int:
        """Claims that rest on more than what the responsible agency says."""
        return self.claims - self.known.get(HowKnown.SAID, 0)

    @property
    def behind(self) -> str:
        """The sentence on the card."""
        if not self.claims:
            return "The report makes no claim"
        return f"Evidence behind it: {self.evidenced} of {counted(self.claims, 'claim')}"

    @property
    def how_far(self) -> str:
        """How many of its claims say that something changed, and how many of these rest on evidence."""
        changes = {pair: number for pair, number in self.placed.items() if pair[0].rank >= HowFar.PRACTICE.rank}
        total = sum(changes.values())
        if not total:
            return "No claim says that anything changed"
        shown = sum(number for (_, known), number in changes.items() if known is not HowKnown.SAID)
        says = counted(total, "claim says", "claims say")
        return f"{says} that something changed, {shown or 'none'} with evidence"

    @property
    def changed(self) -> tuple[Compared, ...]:
        """Its measures that changed, or differ, by more than chance would give."""
        return tuple(one for one in self.compared if one.chance == MORE)

    @property
    def overdue(self) -> int:
        return self.actions.get(ActionState.OVERDUE, 0)

    @property
    def open_actions(self) -> int:
        return sum(self.actions.get(one, 0) for one in OPEN)


def count_known(standing: GradeCounts) -> dict[HowKnown, int]:
    """How many claims are said, shown and tested."""
    found = dict.fromkeys(HowKnown, 0)
    for (_, known, _), number in standing.counts.items():
        found[known] += number
    return found


def count_placed(standing: GradeCounts) -> dict[tuple[HowFar, HowKnown], int]:
    """How many claims stand on each pair of steps; pairs without one are left out."""
    found: dict[tuple[HowFar, HowKnown], int] = {}
    for (far, known, _), number in standing.counts.items():
        found[far, known] = found.get((far, known), 0) + number
    return found


def compared(measure: Measure, conclusion: Conclusion, known: Known) -> list[Compared]:
    """A measure beside its year before, and beside each area that is printed for the same kind of period."""
    latest, found = measure.latest, []
    before = next((one for one in measure.earlier if _may_stand_beside(latest, one, same_time=False)), None)
    if before:
        told = conclusion.changing
        chance = (MORE if told.side else CHANCE) if told.tells else UNTOLD
        found.append(_compared(measure, before, YEAR_BEFORE, chance, told.words, known))
    for other in measure.comparators:
        if _may_stand_beside(latest, other, same_time=True):
            told = conclusion.different
            side = told.sides.get(other.figure_id)
            chance = UNTOLD if side is None else MORE if side else CHANCE
            found.append(_compared(measure, other, other.area, chance, told.words, known))
    return found


def ranked(found: Sequence[Compared], against: str) -> tuple[Compared, ...]:
    """Those against one thing, what is more than chance first, and what cannot be told last."""
    order = (MORE, CHANCE, UNTOLD)
    return tuple(sorted((one for one in found if one.against == against), key=lambda one: order.index(one.chance)))


def _may_stand_beside(latest: Figure, other: Figure, *, same_time: bool) -> bool:
    if latest.value is None or other.value is None or latest.unit != other.unit:
        return False
    now, then = read(latest.period), read(other.period)
    return now == then if same_time else are_alike(latest.period, other.period)


def _compared(measure: Measure, other: Figure, against: str, chance: str, why: str, known: Known) -> Compared:
    latest = measure.latest
    in_time = against == YEAR_BEFORE
    pair = (other, latest) if in_time else (latest, other)
    if latest.value is None or other.value is None:
        raise ValueError("What is compared has two values.")
    way = "higher" if latest.value > other.value else "lower" if latest.value < other.value else "the same"
    return Compared(
        figure_id=latest.figure_id,
        name=latest.what,
        points=tuple(_point(one, one.period if in_time else one.area, known) for one in pair),
        against=against,
        way=way,
        chance=chance,
        why=why,
        section=latest.section,
        unit=latest.unit,
    )


def _point(figure: Figure, label: str, known: Known) -> Point:
    found, _ = estimate(figure, known)
    return Point(
        label=label,
        value=figure.value or 0.0,
        printed=figure.number or f"{figure.value:g}",
        low=found.range.low if found else None,
        high=found.range.high if found else None,
        has_base=figure.unit != "%" or found is not None,
    )
