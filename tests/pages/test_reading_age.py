"""The reading age of what Young Advisors are shown: Flesch-Kincaid grade plus five, with pyphen's syllables."""

import re

import pyphen
import pytest

from tests.pages.conftest import ROOT, everything

SYLLABLES = pyphen.Pyphen(lang="en_GB")
ABOUT_TWELVE = 12.5
SCREENS = ("young_home", "findings", "say", "what_happened", "our_view", "my_data")
PROSE = ("your_words",)
NOT_PROSE = re.compile(r"\$\w+|[*#>\\]|\d{3,}|Annual report[^\n]*|Invented example\.?")


def sentences(text):
    """What ends like a sentence, and each line of a list or a label of more than three words."""
    parts = re.split(r"(?<=[.!?:])\s+|\n+", NOT_PROSE.sub("", text))
    return [part for part in parts if len(re.findall(r"[A-Za-z']+", part)) > 3]


def reading_age(text):
    told = sentences(text)
    words = [word for one in told for word in re.findall(r"[A-Za-z']+", one)]
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(told) + 11.8 * syllables / len(words) - 15.59 + 5


def test_the_measure_tells_plain_words_from_others():
    assert reading_age("The cat sat on the mat. It was a big cat.") < 8
    assert reading_age("Multi-agency safeguarding arrangements necessitate comprehensive organisational review.") > 18


@pytest.mark.parametrize("file", SCREENS)
def test_a_screen_of_young_advisors_can_be_read_at_about_twelve(open_page, file):
    page = open_page(file, "young.advisor", **({"about": "claim", "of": "claim-foreword-12"} if file == "say" else {}))
    assert not page.exception
    assert reading_age(everything(page)) <= ABOUT_TWELVE


@pytest.mark.parametrize("name", PROSE)
def test_prose_for_young_advisors_can_be_read_at_about_twelve(name):
    assert reading_age((ROOT / "pages" / "text" / f"{name}.md").read_text()) <= ABOUT_TWELVE
