"""A few series that young people can judge, each in plain words: which they are is data, in data/official/young.csv."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from cscp_core.official import periods
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.comparing import Difference, compare
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.views import Observation

BY_CHANCE = {
    Difference.HIGHER: "That is more than luck would bring.",
    Difference.LOWER: "That is more than luck would bring.",
    Difference.BY_CHANCE: "A change this small can be just luck.",
    Difference.CANNOT_TELL: "We cannot tell if that is just luck.",
}


@dataclass(frozen=True, kw_only=True)
class PlainSeries:
    """A share, a theme of the report that it belongs to, what it counts in plain words, and why it matters."""

    series_id: str
    theme_id: str
    title: str
    why: str


def list_plain(folder: Path = FOLDER) -> list[PlainSeries]:
    """The series, in the order in which they are offered."""
    return [PlainSeries(**row) for row in read_rows(folder / "young.csv")]


def sentences(shown: SeriesPicture, since: int) -> list[str]:
    """What a share is now, what it was in the year `since`, whether luck could give the change, and what the other
    places have."""
    if not shown.known:
        return [f"There is no number for {shown.place.name}."]
    last = shown.known[-1]
    said = [f"In {shown.place.name}, it was {out_of_100(last.value)} {_when(last)}."]
    then = next((one for one in shown.known if periods.ends_in(one.period, one.year_kind) == since), None)
    if then and then is not last:
        said.append(f"When the report was written, it was {out_of_100(then.value)}.")
        said.append(BY_CHANCE[compare(last, then).difference])
    for one in shown.companions:
        point = one.at(last.period)
        if point and point.value is not None:
            said.append(f"In {one.name}, it was {out_of_100(point.value)}.")
    return said


def out_of_100(value: Decimal | None) -> str:
    """A share in whole numbers: "58 out of 100"."""
    if value is None:
        return "not known"
    if 0 < value < 1:
        return "fewer than 1 out of 100"
    return f"{value.quantize(Decimal(1), rounding=ROUND_HALF_UP)} out of 100"


def _when(one: Observation) -> str:
    return periods.when(one.period, one.year_kind)
