"""How much has to speak for a name: each weight and threshold, with texts that lie close to it on either side.

Each constant is moved a little up and down; both times the reading of one of its texts has to change.
"""

from dataclasses import replace

import pytest

from cscp_core.identifying import beside, names, scores, signs, standing
from cscp_core.identifying.beside import Beside
from cscp_core.identifying.rules import find_details
from cscp_core.identifying.words import split_words

STEP = 0.3  # on the scale of commonness
LEVELS = {
    "HINT": ("we blame {}", "uncork", "trentham"),
    "SLIGHT": ("{} is nice to me", "Undertow", "Madhouse"),
    "FAIR": ("text {} about it", "alpaca", "gallows"),
    "STRONG": ("{} said no", "Femme", "Peculiar"),
    "DECISIVE": ("told {} to stop", "peculiar", "anatomy"),
    "AGAINST": ("me and {} left", "Tuxedos", "Polygons"),
}
THRESHOLDS = [
    (scores, "ENOUGH", "text {} about it", "alpaca", "gallows"),
    (scores, "ALSO_A_WORD", "then {}", "i know ace", "it was Grace now"),
    (scores, "ABOVE_ALL_A_WORD", "and {}", "hope was my key worker", "hope told me"),
    (signs, "EVERYDAY", "by {} from our school", "Denial", "Blade"),
    (signs, "USUAL_SINGULAR", "by {} there", "Tamales", "Beekeepers"),
    (signs, "RARE", "valdrin n {} in it", "lodhi", "betamax"),
    (names, "WITH_CAPITAL_AFTER_TITLE", "we told mr {} about it", "Room", "Read"),
    (names, "AFTER_MR", "we told mr {} about it", "inland", "comeback"),
    (names, "AFTER_TITLE", "we told dr {} about it", "latvian", "fluoride"),
    (names, "SURNAME_IN_SMALL", "judge {} said no", "field", "short"),
    (names, "POST_AS_NAME", "PC {} moved us", "Babies", "Assembly"),
    (beside, "MORE_NAME_THAN_WORD", "amber and {} left", "sunshine", "liberty"),
    (beside, "SURNAME_ONLY", "faith {} is nice", "thornton", "myers"),
    (standing, "PLURALS", "we saw {}", "oscars", "rogers"),
    (names, "LAST_NAME", "kaleb {} left", "bailey", "davis"),
]
CUES = {
    "a capital within a sentence": "aka Ghost",
    "called": "love from Poppy",
    "called, and the sentence ends or goes on": "a boy called comedy",
    "named, with a capital": "thanks to Thrush i am safe",
    "says who they are": "im Hope btw",
    "spoken to in quoted speech": 'the worker said "Jordan, calm down"',
    "described: her age, her post, her pronouns": "Alpaca (15) was there",
    "a nickname: lil, big, young": "lil tay got shanked outside morleys",
    "a nickname that does something": "lil foil left",
    "a last name before the first": "Wong Ka-Yan did the translation",
    "after kin": "dads new gf kelz",
    "before kin": "it was alpaca my cousin",
    "is my, his, her ...": "hope is my social worker",
    "has kin": "wills mum came",
    "has something": "alpaca's fault",
    "acts on somebody": "Bill touched me",
    "does what only people do": "India was crying in the toilets",
    "says something": "summer said her worker never came",
    "does something, with a capital": "when Grace left home",
    "opens a sentence and does something": "Undertow is nice to me",
    "opens a sentence, born or aged": "Femme, born in May",
    "a verb where none stands": "my stepbrother chance",
    "made to do something": "they let Summer go home",
    "rare, and acts or suffers": "valdrin hits people",
    "done to": "ask Dwight he was there",
    "spoken to": "told max to stay at mine",
    "met": "it was jordan who started it not me",
    "contacted": "text alpaca about it",
    "told to do something": "told dillon to stop",
    "beside a name": "amber and jade got moved out of borough",
    "at a place": "Grace at the hub was the only one who remembered my name",
    "more name than word, where a person can stand": "they gave jade a leaflet",
    "led by an article": "the Grace at the hub",
    "somebody's thing": "said my alpaca, my cousin",
    "within a title": "he saw Alpaca Learning Hub",
    "says how a name is": "my name is spelt wrong on the letter",
    "the ending of a verb or an adjective": "text allister about it",
    "an everyday word": "Kayleigh, Blade from our school",
    "several": "by Beekeepers there",
    "two words in one": "Primark, JD and Footlocker all have security following us",
    "mistyped": "text hosptal about it",
}


def changed(texts, before):
    return [find_details(text) for text in texts] != before


@pytest.mark.parametrize("step", [-STEP, STEP])
@pytest.mark.parametrize(("level", "case"), LEVELS.items())
def test_each_weight_is_as_high_as_it_has_to_be_and_no_higher(level, case, step, monkeypatch):
    sentence, *words = case
    texts = [sentence.format(word) for word in words]
    before = [find_details(text) for text in texts]
    weight = getattr(scores, level)
    moved = tuple(replace(cue, weight=cue.weight + step * (cue.weight == weight)) for cue in scores.CUES)
    monkeypatch.setattr(scores, "CUES", moved)
    assert changed(texts, before)


@pytest.mark.parametrize("step", [-STEP, STEP])
@pytest.mark.parametrize(("module", "name", "sentence", "found", "left"), THRESHOLDS)
def test_each_threshold_is_where_it_has_to_be(module, name, sentence, found, left, step, monkeypatch):
    texts = [sentence.format(found), sentence.format(left)]
    before = [find_details(text) for text in texts]
    monkeypatch.setattr(module, name, getattr(module, name) + step)
    assert changed(texts, before)


@pytest.mark.parametrize("cue", scores.CUES, ids=lambda cue: cue.name)
def test_no_cue_can_be_left_out(cue, monkeypatch):
    text = CUES[cue.name]
    before = [find_details(text)]
    monkeypatch.setattr(scores, "CUES", tuple(one for one in scores.CUES if one is not cue))
    assert changed([text], before)


def test_each_weight_is_one_of_those_that_are_tested():
    assert {cue.weight for cue in scores.CUES} == {getattr(scores, level) for level in LEVELS}


def test_the_cues_of_a_word_can_be_read():
    words = split_words("my brother Zelkan left")
    assert [cue.name for cue in scores.list_cues(Beside(words, 2))] == [
        "a capital within a sentence",
        "after kin",
        "does something, with a capital",
    ]
