"""The look of charts: readable in each, also for those who see colours differently."""

import re
import tomllib
from itertools import combinations, pairwise

import pytest

from cscp_core.drawing.looks import FULLNESS, PALETTES, Look, config
from cscp_core.drawing.shapes import ON_PART
from cscp_core.settings import ROOT

DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
PROTANOPIA = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))
"""How red, green and blue look to those who lack one kind of cone (Machado, Oliveira and Fernandes, 2009)."""


def linear(colour):
    """Red, green and blue of a hexadecimal code as amounts of light."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """By the rule of WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen_by(matrix, colour):
    return [sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in matrix]


@pytest.mark.parametrize("look", Look)
def test_text_holds_four_and_a_half_to_one_and_marks_three(look):
    colours = PALETTES[look]
    assert {one for one in (colours.text, colours.quiet) if contrast(one, colours.ground) < 4.5} == set()
    assert {one for one in colours.in_order if contrast(one, colours.ground) < 3} == set()


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_series_are_told_apart_without_one_kind_of_cone(look, matrix):
    colours = PALETTES[look]
    series = [seen_by(matrix, one) for one in colours.in_order]
    apart = [sum(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in combinations(series, 2)]
    assert min(apart) > 0.1


def test_paper_is_white_and_a_screen_shows_its_own_ground():
    assert config(Look.PAPER)["background"] == "#ffffff"
    assert {config(look)["background"] for look in (Look.LIGHT, Look.DARK)} == {"transparent"}


@pytest.mark.parametrize("look", Look)
def test_the_parts_of_a_bar_grow_paler_and_an_outline_holds_the_palest(look):
    drawn = config(look)
    full = [contrast(one, PALETTES[look].ground) for one in drawn["range"]["ordinal"]]
    assert full == sorted(full, reverse=True)
    assert all(one / other > 1.15 for one, other in pairwise(full))
    assert contrast(drawn["bar"]["stroke"], PALETTES[look].ground) >= 3


@pytest.mark.parametrize("look", Look)
def test_what_is_written_on_a_part_of_a_bar_can_be_read(look):
    drawn = config(look)
    written = [drawn["style"][f"{ON_PART} {at}"]["color"] for at in range(len(FULLNESS))]
    parts = zip(written, drawn["range"]["ordinal"], strict=True)
    assert [pair for pair in parts if contrast(*pair) < 4.5] == []


def test_the_theme_of_the_screens_and_their_style_have_the_colours_of_the_charts():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    style = (ROOT / "static" / "style.css").read_text()
    for look, other in ((Look.LIGHT, 0), (Look.DARK, 1)):
        colours, said = PALETTES[look], theme[look.value]
        assert said["textColor"] == colours.text
        assert said["backgroundColor"] == colours.ground
        assert said["linkColor"] == colours.accent
        assert said["borderColor"] == colours.hairline
        assert said["grayTextColor"] == colours.quiet
        assert said["blueTextColor"] == colours.text
        for one in ("blue", "gray"):
            assert contrast(said[f"{one}TextColor"], said[f"{one}BackgroundColor"]) >= 4.5
        assert said["chartCategoricalColors"] == [colours.accent, *colours.others]
        tokens = dict(re.findall(r"--(\w+): light-dark\((#\w+, #\w+)\);", style))
        drawn = {name: value.split(", ")[other] for name, value in tokens.items()}
        for name in ("text", "quiet", "ground", "hairline", "accent"):
            assert drawn[name] == getattr(colours, name)
        assert drawn["button"] == said["primaryColor"]
        assert contrast(drawn["button"], drawn["ground"]) >= 4.5
    again = [one for one in re.findall(r"light-dark\((#\w+, #\w+)\)", style) if one in tokens.values()]
    assert sorted(again) == sorted(tokens.values())
