"""How rare a word on no list has to be to be read as a name, in each place where a name can stand.

Each sentence is read with a word that is just rare enough for its place and with one that is just too common; the two
lie within 0.3 of the threshold on the scale of `commonness`.
"""

import pytest

from cscp_core.identifying import names
from cscp_core.identifying.rules import find
from cscp_core.identifying.words import commonness

NEAR = 0.3
PLACES = [
    (names.WITH_CAPITAL_AFTER_TITLE, "we told mr {} about it", "Room", "Read"),
    (names.AFTER_MR, "we told mr {} about it", "inland", "comeback"),
    (names.AFTER_TITLE, "we told dr {} about it", "latvian", "fluoride"),
    (names.WITH_CAPITAL_WHEN_CALLED, "a boy called {} hit me", "Marriage", "Period"),
    (names.WHEN_CALLED, "a boy called {} hit me", "takeaway", "dominion"),
    (names.WHEN_CALLED_AT_THE_END, "a boy called {}", "comedy", "kitchen"),
    (names.WITH_CAPITAL_AFTER_KIN, "teacher {} said so", "Comedy", "Kitchen"),
    (names.AFTER_KIN, "my brother {} hit me", "neuron", "muzzle"),
    (names.WITH_CAPITAL_IN_COMPANY, "i was with {} and her", "Tesla", "Stiff"),
    (names.IN_COMPANY, "we rang {} about it", "marcello", "salzburg"),
    (names.SMALL_ONE, "then lil {} said it", "groom", "tesla"),
    (names.OPENING_AND_SPEAKING, "{} told me that", "Muzzle", "Staple"),
    (names.OPENING_AND_DOING, "{} is nice to me", "Aardvark", "Caraway"),
    (names.CAPITAL_ALONE, "it was {} there that day", "Caraway", "Gavel"),
]


@pytest.mark.parametrize(("threshold", "sentence", "rare", "common"), PLACES)
def test_a_word_is_a_name_below_the_threshold_of_its_place_and_not_above(threshold, sentence, rare, common):
    assert [find(sentence.format(word)) != [] for word in (rare, common)] == [True, False]
    assert threshold - NEAR <= commonness(rare.lower()) < threshold <= commonness(common.lower()) < threshold + NEAR
