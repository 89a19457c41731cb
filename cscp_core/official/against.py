"""How a place stands to each of its comparators, each by name, in the same year, release and definition. Pure.

Where the answer turns with the comparator, both are said, and neither colours the number. Which way is better is the
publisher's word, or ours with a reason; where neither way is, nothing is called better or worse.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cscp_core.official.comparing import ComparedValues, Difference, compare
from cscp_core.official.rules import MedianKnown, is_count, may_compare, median_known
from cscp_core.official.views import Comparator, Observation, Series, show
from cscp_core.polarity import Polarity


@dataclass(frozen=True, kw_only=True)
class Against:
    """A value beside one comparator: a place, or the median of several with how many of them are known. `side`: 1 where
    the number is on the better side, -1 on the worse one, 0 where they are the same or neither way is better."""

    key: str
    name: str
    value: Decimal
    shown: str
    higher: int
    """1 where the place is higher than the comparator, -1 where it is lower, 0 where they are the same."""
    side: int
    compared: ComparedValues
    known: str = ""

    @property
    def words(self) -> str:
        """ "higher than England (21.9), a difference that could be chance"."""
        way = {1: "higher", -1: "lower", 0: "the same"}[self.higher]
        known = f", {self.known}" if self.known else ""
        tail = ""
        if self.higher and not self.known:
            said = self.compared
            tail = ", by more than chance would give" if said.difference.is_plain else f", {said.words}"
        return f"{way} than {self.name} ({self.shown}{known}){tail}" if self.higher else f"the same as {self.name}"


@dataclass(frozen=True, kw_only=True)
class Stand:
    """All comparators of one value. `beside` is what they can say, in their order."""

    series: Series
    found: Observation
    beside: tuple[Against, ...]

    @property
    def turns(self) -> bool:
        """Whether the place is higher than one comparator and lower than another."""
        return {1, -1} <= {one.higher for one in self.beside}

    @property
    def side(self) -> int:
        """The side that every comparator gives; 0 where they do not agree, or neither way is better."""
        sides = {one.side for one in self.beside}
        return sides.pop() if len(sides) == 1 else 0

    @property
    def words(self) -> str:
        """Each comparator by name, and that the answer turns with it where it does."""
        if not self.beside:
            return "No comparator for the same year and release is known."
        sentence = "; ".join(one.words for one in self.beside)
        turned = ""
        if self.turns:
            turned = " The answer depends on the comparator."
            if self.series.polarity is not Polarity.NONE:
                better = ", ".join(one.name for one in self.beside if one.side > 0)
                worse = ", ".join(one.name for one in self.beside if one.side < 0)
                turned = f" The answer depends on the comparator: better than {better}, worse than {worse}."
        return f"{sentence[:1].upper()}{sentence[1:]}.{turned}"


Behind = Callable[[Observation], Decimal | None]


def _nothing(_: Observation) -> None:
    return None


def stand(
    series: Series,
    found: Observation,
    comparators: Sequence[Comparator],
    values: Mapping[str, Observation],
    behind: Behind = _nothing,
) -> Stand:
    """A value beside each comparator that is known.

    Args:
        found: the value of the place, in one release.
        comparators: what it may be compared with; several places are told by their median.
        values: by place code, the values of the same series, time and release; none of another is used.
        behind: the base or count that another series publishes of a value: see `comparing.based`.
    """
    usable = {code: one for code, one in values.items() if _is_same(found, one)}
    beside = []
    for comparator in comparators:
        own = [one.place_code for one in comparator.places if one.place_code != found.place.place_code]
        made = (
            _place(series, found, comparator, usable.get(own[0]), behind)
            if len(own) == 1
            else _median(series, found, comparator, [usable.get(code) for code in own] + [None] * comparator.unknown)
        )
        if made:
            beside.append(made)
    return Stand(series=series, found=found, beside=tuple(beside))


def _is_same(found: Observation, other: Observation) -> bool:
    """Whether a value is of the same time, release and definition, and may stand beside."""
    return (
        not found.is_apart
        and not other.is_apart
        and (other.series_id, other.period, other.release) == (found.series_id, found.period, found.release)
        and may_compare(found.unit, found.as_value, other.as_value)
    )


def _place(
    series: Series, found: Observation, comparator: Comparator, other: Observation | None, behind: Behind
) -> Against | None:
    if other is None or other.value is None or found.value is None or is_count(found.unit):
        return None
    compared = compare(found, other, behind=(behind(found), behind(other)))
    return _made(series, found.value, comparator, other.value, other.shown, compared)


def _median(
    series: Series, found: Observation, comparator: Comparator, others: Sequence[Observation | None]
) -> Against | None:
    median: MedianKnown = median_known([one.value if one else None for one in others])
    if median.value is None or found.value is None or is_count(found.unit):
        return None
    shown = f"median {show(median.value, found.decimals)}"
    compared = ComparedValues(difference=Difference.CANNOT_TELL, needs="a median has no base")
    return _made(series, found.value, comparator, median.value, shown, compared, median.sentence)


def _made(
    series: Series,
    own: Decimal,
    comparator: Comparator,
    value: Decimal,
    shown: str,
    compared: ComparedValues,
    known: str = "",
) -> Against:
    higher = (own > value) - (own < value)
    way = {Polarity.HIGHER: 1, Polarity.LOWER: -1, Polarity.NONE: 0}[series.polarity]
    return Against(
        key=comparator.key,
        name=comparator.name,
        value=value,
        shown=shown,
        higher=higher,
        side=higher * way,
        compared=compared,
        known=known,
    )
