"""Small charts side by side: which of them may share an axis, and how a line under them says so. Pure."""

from collections.abc import Mapping, Sequence

from cscp_core.drawing.shapes import top_of
from cscp_core.evidence.rules import counted, in_words
from cscp_core.scrutiny.glance.rules import YEAR_BEFORE, Compared

LIKE = 4
"""How many times as high as the lowest the highest may reach: on one axis, more would flatten the low ones."""


def shared_tops(found: Sequence[Compared]) -> list[float | None]:
    """For each chart how far up its axis reaches where it shares it, None where it has its own. Those over time of one
    unit share one if they are of like size."""
    tops: dict[str, list[float]] = {}
    for one in found:
        if one.against == YEAR_BEFORE:
            tops.setdefault(one.unit, []).append(top_of(one.points))
    shared = {unit: max(of) for unit, of in tops.items() if len(of) > 1 and max(of) <= LIKE * min(of)}
    return [shared.get(one.unit) if one.against == YEAR_BEFORE else None for one in found]


def say_axes(found: Sequence[Compared], tops: Sequence[float | None]) -> str:
    """Which charts share an axis: "The 3 charts in % share one axis. Every axis begins at zero." """
    sharing: Mapping[str, int] = {
        unit: sum(top is not None for one, top in zip(found, tops, strict=True) if one.unit == unit)
        for unit in dict.fromkeys(one.unit for one, top in zip(found, tops, strict=True) if top is not None)
    }
    said = in_words(f"the {counted(number, 'chart')} over time in {unit}" for unit, number in sharing.items())
    first = f"{said[:1].upper()}{said[1:]} share one axis{' each' if len(sharing) > 1 else ''}. " if said else ""
    own = "Every axis begins at zero" + ("." if said else ", and each chart has its own.")
    return first + own
