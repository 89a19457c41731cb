"""A number drawn: a share as ten people, two counts as a line between two dots, any other number large."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from cscp_core.drawing import shapes, tenths
from cscp_core.drawing.shapes import Point
from cscp_core.evidence.periods import are_alike, read
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.subjects import is_share
from cscp_core.evidence.views import Figure
from pages.components import menu
from pages.components.glance import drawn
from pages.components.translation import translate

AT_MOST = 3
NO_BASE = "Out of how many? Not said."


def show(figures: Sequence[Figure], home: str, key: str, *, explains: bool = True) -> bool:
    """Draws what can be drawn of the figures that a finding rests on. Returns whether anything was. `explains`: what is
    counted and a link to what numbers mean stand beneath."""
    known = [one for one in figures if one.state is ValueState.PRINTED and one.value is not None]
    rows = _of_one_kind(known, home)
    if not rows:
        return False
    if all(is_share(one) for one in rows):
        st.html("".join(_ten(one, home) for one in rows) + _base(rows, named=explains))
    elif len(rows) > 1 and all(are_alike(one.period, rows[0].period) for one in rows):
        points = [Point(label=translate(one.when), value=one.value or 0.0, printed=one.number) for one in rows]
        drawn.draw(shapes.slope(points), f"{_name(rows[0])}: {_values(rows)}", key)
        st.caption(_name(rows[0]))
    else:
        value, name = escape(_with_unit(rows[0])), escape(_name(rows[0]))
        st.html(f'<p class="large">{value}<small>{name}</small></p>')
    if explains:
        menu.link("numbers", "What does this number mean?")
    return True


def in_words(figure: Figure) -> str:
    """What it counts, where, when, and the value."""
    return f"{_name(figure)}, {_where_and_when(figure)}: {translate(figure.shown)}"


def mini(figure: Figure, home: str) -> str:
    """A share as ten people for a card; empty where the figure is no share."""
    drawable = figure.state is ValueState.PRINTED and figure.value is not None and is_share(figure)
    return _ten(figure, home) if drawable else ""


def _of_one_kind(figures: Sequence[Figure], home: str) -> list[Figure]:
    """The first measure, shares before others, of the partnership's own area where it has one: earliest first."""
    of_home = [one for one in figures if one.area == home] or list(figures)
    if not of_home:
        return []
    first = next((one for one in of_home if is_share(one)), of_home[0])
    same = [one for one in of_home if (one.indicator_id, one.category, one.unit, one.area) == _kind(first)]
    once = {one.period: one for one in same}
    return sorted(once.values(), key=lambda one: str(read(one.period).last or ""))[-AT_MOST:]


def _kind(one: Figure) -> tuple[str, str, str, str]:
    return one.indicator_id, one.category, one.unit, one.area


def _ten(one: Figure, home: str) -> str:
    value = one.value or 0.0
    hollow = "" if one.denominator else " hollow"
    people = "".join(
        f'<span class="picture person" style="--full: {full}%"></span>' for full in tenths.fill_of_ten(value)
    )
    said = translate(tenths.share_in_words(value))
    where = translate(one.when) if one.area == home else _where_and_when(one)
    told = escape(f"{one.number}, {said}. {where}", quote=True)
    return (
        f'<div class="ten{hollow}"><span role="img" aria-label="{told}">{people}</span>'
        f"<b>{escape(one.number)}</b> <span>{escape(said)} · {escape(where)}</span></div>"
    )


def base_of_share(figure: Figure) -> str:
    """Out of how many, or that nobody says; empty where the figure is no share."""
    return _out_of([figure]) if is_share(figure) else ""


def _base(rows: Sequence[Figure], *, named: bool) -> str:
    return f'<p class="small">{f"{escape(_name(rows[0]))}. " if named else ""}{escape(_out_of(rows))}</p>'


def _out_of(rows: Sequence[Figure]) -> str:
    bases = [one.denominator for one in rows if one.denominator]
    return translate(f"Out of {bases[-1]:,.0f}." if bases else NO_BASE)


def _name(one: Figure) -> str:
    part = f": {translate(one.category)}" if one.category else ""
    return f"{translate(one.plain_indicator or one.indicator)}{part}"


def _where_and_when(one: Figure) -> str:
    return f"{translate(one.area)}, {translate(one.when)}"


def _with_unit(one: Figure) -> str:
    is_said = one.unit in one.as_printed or one.unit == "%"
    return translate(one.number) if is_said else f"{translate(one.number)} {translate(one.unit)}"


def _values(rows: Sequence[Figure]) -> str:
    return ", ".join(f"{one.number} ({translate(one.when)})" for one in rows)
