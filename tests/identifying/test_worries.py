"""What sounds like a worry: in which spelling, about whom, where in the text, and what only looks like one."""

import time
from itertools import combinations, pairwise

import pytest

from cscp_core.identifying.worries import LABELS, WITHIN, Worry, WorryKind, find_worries
from cscp_core.identifying.worry_lists import load_lists
from tests.identifying.measure_worries import PARTS, measure, rows

LEAST_RECALL, LEAST_PRECISION, LEAST_RECALL_OF_A_KIND = 0.9, 0.8, 0.75
LEAST_SENTENCES = 400
LONGEST, SECONDS = 1500, 0.02


def kinds(text: str) -> set[str]:
    return {one.kind.value for one in find_worries(text)}


def noticed(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_worries(text)]


@pytest.mark.parametrize("part", PARTS)
def test_most_worries_are_noticed_and_most_suggestions_are_right(part):
    score = measure(part)
    print(f"{part}: " + ", ".join(f"{kind} {score.recall_of(kind):.2f}" for kind in WorryKind))
    assert score.recall >= LEAST_RECALL
    assert score.precision >= LEAST_PRECISION


@pytest.mark.parametrize("part", ["blind", "independent"])
@pytest.mark.parametrize("kind", WorryKind)
def test_no_kind_of_worry_is_noticed_much_less_than_the_others(kind, part):
    score = measure(part)
    print(f"{kind}: {score.noticed[kind]} of {score.labelled[kind]}")
    assert score.recall_of(kind) >= LEAST_RECALL_OF_A_KIND


def test_every_sentence_that_was_missed_or_flagged_before_is_right():
    first = [row for row in rows("tuning") if row["writer"] == "first"]
    assert len(first) >= 30
    assert [row["text"] for row in first if bool(find_worries(row["text"])) != bool(row["kinds"])] == []


def test_the_corpus_is_large_half_harmless_and_split_by_writer():
    parts = {part: rows(part) for part in PARTS}
    every = [row for part in parts.values() for row in part]
    harmless = sum(not row["kinds"] for row in every)
    assert len(every) >= LEAST_SENTENCES
    assert 0.4 <= harmless / len(every) <= 0.6
    for one, other in combinations(parts.values(), 2):
        assert {row["writer"] for row in one}.isdisjoint(row["writer"] for row in other)
    for part in parts.values():
        assert {kind for row in part for kind in row["kinds"]} == {kind.value for kind in WorryKind}


def test_every_kind_has_a_label_and_a_file_of_lists():
    assert set(LABELS) == set(WorryKind)
    assert {one.kind for one in load_lists().expressions if one.section == "cues"} == {kind.value for kind in WorryKind}


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to be here anymore",
        "i dont want to be here anymore",
        "I don’t want to be here any more.",
        "i dnt wanna be here nemore",
        "I DO NOT WANT TO BE HERE ANYMORE!!!",
        "i rly dont want to be here anymoreeee",
        "i just dont really want to be here anymore tbh",
    ],
)
def test_a_worry_is_noticed_however_it_is_spelled(text):
    assert kinds(text) == {"suicide"}


@pytest.mark.parametrize("text", ["he r*ped her", "he raped her", "he r4ped her", "he raaaped her", "HE RAPED HER"])
def test_a_word_is_read_through_signs_and_stretching(text):
    assert "sexual" in kinds(text)


@pytest.mark.parametrize(
    "text", ["my dad strangels me", "my dad strangld me", "my dad strrangled me", "my dad stramgled me"]
)
def test_a_mistyped_word_is_mended(text):
    assert kinds(text) == {"home"}


@pytest.mark.parametrize("who", ["i", "my mate", "this girl in my year", "she", "my little brother", "someone"])
def test_a_worry_is_noticed_about_the_writer_and_about_somebody_they_know(who):
    assert find_worries(f"{who} got kicked out last night")


@pytest.mark.parametrize("who", ["young people", "children", "victims", "teenagers", "some young people"])
def test_what_is_said_of_nobody_in_particular_is_no_worry(who):
    assert find_worries(f"{who} are exploited") == []


@pytest.mark.parametrize("text", ["he never hit me", "i do not want to die", "i am not scared of my dad"])
def test_what_is_denied_is_no_worry(text):
    assert find_worries(text) == []


def test_a_disclosure_in_a_remark_on_a_service_is_noticed():
    text = "Self harm support is a 6 week wait and my mum hits me."
    assert noticed(text) == ["mum hits me"]


@pytest.mark.parametrize(
    "told", ["i tried to kill myself", "my dad hits me", "my mum beats me", "he raped me", "i am scared of my dad"]
)
@pytest.mark.parametrize(
    "more",
    [
        "at the weekend",
        "at home",
        "in the night",
        "when I'm late",
        "over and over",
        "with a belt",
        "because of it",
        "for ages",
    ],
)
def test_a_plain_disclosure_is_noticed_whatever_follows_it(told, more):
    assert find_worries(f"{told} {more}")


def test_places_are_counted_in_the_text_as_given():
    text = "😂 ok.  My  dad\u00a0batters me, e\u0301h"
    assert noticed(text) == ["dad\u00a0batters me"]


def test_two_hints_together_are_a_worry_and_one_alone_is_none():
    assert find_worries("it was on snap") == []
    assert kinds("it was on snap and it was recorded") == {"online"}


def test_a_topic_is_a_worry_near_somebody_and_none_in_a_sentence_about_a_service():
    assert kinds("she has a razor") == {"suicide"}
    assert find_worries("razor wire on every fence") == []
    assert find_worries("she gave a workshop about the razor") == []


@pytest.mark.parametrize(
    "text",
    ["my uncle punched my brother", "my brother was punched by my uncle", "it was my brother that my uncle punched"],
)
def test_a_scene_is_noticed_in_any_order_of_its_words(text):
    assert kinds(text) == {"home"}


def test_a_scene_whose_words_stand_far_apart_or_in_two_sentences_is_none():
    assert noticed("they have no shower for weeks") == ["no shower for weeks"]
    assert find_worries(f"there was no shower {'blue ' * WITHIN} for weeks") == []
    assert find_worries("there was no shower. it took weeks") == []


def test_a_scene_near_words_on_a_service_is_none():
    assert find_worries("no shower in the clinic for weeks") == []


def test_a_word_of_a_scene_right_after_a_not_does_not_count():
    assert "threat" in kinds("he films us at the bus stop")
    assert find_worries("he never films us at the bus stop") == []


def test_worries_come_in_the_order_of_the_text_and_those_of_one_kind_do_not_overlap():
    found = find_worries("he hits me and my dad batters me. i want to die. i want to kill myself, she ran away")
    assert found == sorted(found, key=lambda one: (one.start, one.end))
    for kind in WorryKind:
        same = [one for one in found if one.kind is kind]
        assert all(one.end <= other.start for one, other in pairwise(same))


@pytest.mark.parametrize("text", ["", " ", "\n", "?!", "💀", "a" * LONGEST, "* * *", "'", "kms\x00"])
def test_any_text_can_be_looked_at(text):
    assert all(0 <= one.start < one.end <= len(text) for one in find_worries(text))


def test_a_worry_is_made_by_name_alone():
    with pytest.raises(TypeError):
        Worry(WorryKind.HOME, 0, 1)


@pytest.mark.parametrize("between", [" ", ". "])
def test_a_long_text_is_looked_at_in_a_moment(between):
    text = between.join(row["text"] for row in rows("tuning"))[:LONGEST]
    taken = []
    for _ in range(6):  # the first reads the lists; the shortest is least disturbed by what else the machine does
        started = time.process_time()
        find_worries(text)
        taken.append(time.process_time() - started)
    assert min(taken) < SECONDS
