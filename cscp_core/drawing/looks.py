"""The look of every chart, on a light screen, on a dark one and on paper: one place for colours, type and lines.

A shape names no colour. Text holds 4.5 to 1 against its ground, and marks 3 to 1, in each look.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

FONT = "Atkinson Hyperlegible Next, Source Sans, Arial, sans-serif"
SIZE = 14  # pixels


class Look(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    PAPER = "paper"


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Colours as hexadecimal codes."""

    ground: str
    text: str
    quiet: str
    """What stands beside an axis."""
    hairline: str
    accent: str
    muted: str
    """Several places together, behind all others."""
    others: tuple[str, ...]
    """Further series, told apart by the colour-blind too; a shape goes with each."""

    @property
    def in_order(self) -> tuple[str, ...]:
        """The colours of series, by the tone that tracks.py gives each."""
        return (self.accent, *self.others, self.text, self.muted)


PALETTES = {
    Look.LIGHT: Palette(
        ground="#ffffff",
        text="#16242a",
        quiet="#4b5b62",
        hairline="#c8d3d5",
        accent="#0b5a62",
        muted="#74838a",
        others=("#9a4d00", "#5b4b8a", "#1f4fb0"),
    ),
    Look.DARK: Palette(
        ground="#10191d",
        text="#e8eef0",
        quiet="#b3c0c5",
        hairline="#3b4b52",
        accent="#84d3da",
        muted="#8d9ba1",
        others=("#f0b27a", "#b9aee6", "#8ab4f8"),
    ),
}
PALETTES[Look.PAPER] = PALETTES[Look.LIGHT]


FULLNESS = (1.0, 0.6, 0.4, 0.2, 0.04)
"""Of the accent, in the parts of a bar from the first to the last; an outline says how long the palest is."""


def tints(look: Look) -> list[str]:
    """The accent from full to pale, as hexadecimal codes."""
    colours = PALETTES[look]
    return [_mixed(colours.accent, colours.ground, share) for share in FULLNESS]


def on_parts(look: Look) -> list[str]:
    """What is written on each of these parts: the text's colour or the ground's, which can be read better there."""
    colours = PALETTES[look]
    return [max((colours.text, colours.ground), key=lambda one: _contrast(one, part)) for part in tints(look)]


@cache
def _contrast(one: str, other: str) -> float:
    """Of two colours, by the rule of WCAG 2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _mixed(one: str, other: str, share: float) -> str:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(share * first + (1 - share) * second):02x}" for first, second in parts)


def config(look: Look) -> dict[str, Any]:
    """What a Vega-Lite specification takes under `config`."""
    colours = PALETTES[look]
    axis = {
        "labelColor": colours.quiet,
        "titleColor": colours.quiet,
        "domainColor": colours.hairline,
        "tickColor": colours.hairline,
        "gridColor": colours.hairline,
        "labelFontSize": SIZE - 1,
        "titleFontSize": SIZE - 1,
        "titleFontWeight": "normal",
    }
    return {
        "background": colours.ground if look is Look.PAPER else "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": axis,
        "axisY": axis,
        "header": {"labelColor": colours.text, "labelFontSize": SIZE, "title": None},
        "legend": {
            "labelColor": colours.text,
            "titleColor": colours.quiet,
            "labelFontSize": SIZE - 1,
            "symbolBaseFillColor": colours.accent,
            "symbolBaseStrokeColor": colours.accent,
        },
        "range": {"category": list(colours.in_order), "ordinal": tints(look)},
        "text": {"color": colours.text, "fontSize": SIZE},
        "rule": {"color": colours.quiet},
        "style": {
            "range": {"color": colours.muted, "fillOpacity": 0.2, "stroke": colours.muted, "strokeWidth": 1},
            "halo": {"stroke": colours.ground, "strokeWidth": 4, "strokeJoin": "round"},
            **{f"on part {at}": {"color": colour} for at, colour in enumerate(on_parts(look))},
        },
        **{mark: {"color": colours.accent} for mark in ("line", "point", "rect", "area")},
        "bar": {"color": colours.accent, "stroke": colours.accent},
    }
