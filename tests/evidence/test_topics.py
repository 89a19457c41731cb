"""What young people call the themes: every theme of the report that ships in one topic, each with why it matters."""

import csv

import pytest

from cscp_core import readability
from cscp_core.evidence.topics import ELSE, FILE, find_themes, topics_of, why_it_matters
from cscp_core.evidence.views import Theme
from tests.conftest import REPORT

with (REPORT / "themes.csv").open(encoding="utf-8", newline="") as file:
    SHIPPED = [row["theme_id"] for row in csv.DictReader(file)]


def theme(theme_id):
    return Theme(
        theme_id=theme_id, name=theme_id, plain_name=f"plain {theme_id}", is_priority=False, section="1", note_first="",
        said="", behind="", ask="",
    )  # fmt: skip


def test_every_theme_of_the_report_stands_in_one_topic():
    topics = topics_of([theme(one) for one in SHIPPED])
    placed = [theme_id for one in topics for theme_id in one.themes]
    assert sorted(placed) == sorted(SHIPPED)
    assert ELSE not in [one.name for one in topics]
    assert len(topics) <= 9


def test_a_theme_that_is_not_known_keeps_its_plain_name():
    (topic,) = topics_of([theme("bees")])
    assert (topic.name, topic.themes) == (ELSE, {"bees": "plain bees"})
    assert why_it_matters("bees") == ""


@pytest.mark.parametrize("theme_id", SHIPPED)
def test_why_it_matters_can_be_read_at_twelve(theme_id):
    assert why_it_matters(theme_id)
    assert readability.flesch_kincaid(why_it_matters(theme_id)) <= 12.5


def test_the_file_names_no_theme_twice():
    with FILE.open(encoding="utf-8", newline="") as file:
        named = [row["theme_id"] for row in csv.DictReader(file)]
    assert len(named) == len(set(named))


# words by which somebody looks for a theme

LOOKED_FOR = {
    "stabbed": {"youth-violence"},
    "kicked out of school": {"out-of-school"},
    "Suicide": {"vulnerable-adolescents"},
    "my dad hits my mum": {"domestic-abuse"},
    "foster carers": {"looked-after"},
    "RACISM": {"identity"},
    "gangs": {"vulnerable-adolescents", "youth-violence"},
    "2019": set(),
    "the": set(),
    " ": set(),
    "carer": set(),
}
"""A phrase of the file stands whole in what is typed: "carer" is not "foster carer"."""


@pytest.mark.parametrize("text", LOOKED_FOR)
def test_a_theme_is_found_by_the_words_of_young_people(text):
    assert set(find_themes([theme(one) for one in SHIPPED], text)) == LOOKED_FOR[text]


@pytest.mark.parametrize("theme_id", SHIPPED)
def test_every_theme_is_found_by_what_it_is_called(theme_id):
    themes = [theme(one) for one in SHIPPED]
    called = {theme_id: name for one in topics_of(themes) for theme_id, name in one.themes.items()}
    assert find_themes(themes, called[theme_id])[theme_id] == called[theme_id]


def test_a_theme_is_found_by_what_it_is_called_in_the_readers_language():
    themes = [theme("budget"), theme("covid")]
    assert find_themes(themes, "lacag") == {}
    assert find_themes(themes, "lacag", lambda name: "Lacag" if name == "Money" else name) == {"budget": "Money"}


def test_every_theme_of_the_file_has_words_that_lead_to_it():
    with FILE.open(encoding="utf-8", newline="") as file:
        assert [row["theme_id"] for row in csv.DictReader(file) if not row["also"].strip()] == []
