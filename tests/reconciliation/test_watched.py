"""Which theme of a report a watched series is about."""

from dataclasses import dataclass

from cscp_core.reconciliation.watched import watched_series


@dataclass
class NamedTheme:
    """As much of a theme as is asked for."""

    theme_id: str
    name: str


def themes(*names):
    return [NamedTheme(name.casefold(), name) for name in names]


def found(*names):
    return {one.series_id: one.theme_id for one in watched_series(themes(*names))}


def test_a_series_is_about_the_first_theme_that_is_named_in_its_words():
    about = found("Youth violence", "Domestic violence and abuse", "Neglect")
    assert about["c3.domestic-abuse-parent"] == "domestic violence and abuse"
    assert about["c3.gangs"] == "youth violence"
    assert about["c3.neglect"] == "neglect"


def test_a_series_that_no_theme_names_is_left_out():
    assert found("Budget") == {}


def test_what_tells_the_same_comes_with_it():
    (told,) = {one.told_by for one in watched_series(themes("Front door")) if one.series_id == "c1.referral-count"}
    assert told == ("c1.referral-rate",)
