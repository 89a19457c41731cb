"""The look of charts: readable in each, also for those who see colours differently."""

from itertools import combinations

import pytest

from cscp_core.drawing.looks import PALETTES, Look, config

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
