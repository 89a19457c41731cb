"""What a search makes of what somebody types: words, phrases that mean the same, misspellings."""

import pytest

from cscp_core.evidence import thesaurus
from cscp_core.evidence.query import Vocabulary, edit_distance, parse_query
from cscp_core.evidence.snippets import LONGEST, cut_around, mark_found
from cscp_core.evidence.words import read_tokens, stem

GLOSSARY = [("LAC", "Looked After Children"), ("CICS", "Camden Integrated Service"), ("FWD", "a name, not explained")]
FOUND = "neglect referral referrals exploitation adolescents education police domestic violence missing children care"
WORDS = thesaurus.build_thesaurus(thesaurus.read_rows(), GLOSSARY)
VOCABULARY = Vocabulary(WORDS, dict.fromkeys(FOUND.split(), 3), {stem(word) for word in FOUND.split()})


def asked(text):
    return parse_query(text, VOCABULARY)


def typed(text):
    return [unit.typed for unit in asked(text).units]


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("neglct", "neglect"), ("voilence", "violence"), ("exploitaton", "exploitation"), ("polise", "police"),
        ("referals", "referrals"), ("childen", "children"), ("adolecents", "adolescents"),
    ],
)  # fmt: skip
def test_a_misspelling_is_mended(misspelt, meant):
    query = asked(misspelt)
    assert all(used == meant for _, used in query.mended)
    assert query.tokens & {WORDS.one_word.get(stem(meant), stem(meant))}


@pytest.mark.parametrize("word", ["zebra", "eating", "dirty", "xq", "neg1ect", "qqqqqqq"])
def test_another_word_is_left_as_it_is(word):
    query = asked(word)
    assert (query.mended, query.unknown) == ((), (word,))


def test_the_beginning_of_a_word_finds_every_word_that_begins_so():
    (unit,) = asked("educ").units
    assert (("educ",), 1.0) in unit.ways
    (unit,) = asked("exploi").units
    assert (("exploit",), 0.8) in unit.ways


def test_words_that_say_nothing_are_left_out():
    assert typed("how many of the children are in care?") == ["children", "care"]
    assert typed("what is the") == []


def test_a_phrase_is_one_thing():
    assert typed("looked after children neglect") == ["looked after children", "neglect"]
    assert typed("children in care") == ["children in care"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LAC", "looked-after children"), ("kids in care", "LAC"), ("DV", "domestic abuse"), ("CiC", "LAC"),
        ("re-referral", "repeat referrals"), ("missing kids", "missing children"), ("LADO", "Designated Officer"),
        ("s47 enquiries", "section 47 inquiry"), ("home-schooled", "elective home education"),
        ("FGC", "family group conferences"),
    ],
)  # fmt: skip
def test_these_mean_the_same(one, other):
    first, second = (
        {way for unit in asked(text).units for way, worth in unit.ways if worth == 1} for text in (one, other)
    )
    assert first & second


def test_the_glossary_explains_an_abbreviation_only_where_it_does():
    assert thesaurus.expansions("Children Services (list); Children's Safeguarding (text)") == [
        "Children Services", "Children's Safeguarding",
    ]  # fmt: skip
    assert thesaurus.expansions("not explained in the report") == []
    assert ("fwd",) not in WORDS.concepts


def test_every_row_of_the_thesaurus_has_two_ways_to_say_it():
    assert [row for row in thesaurus.read_rows() if len(set(row)) < 2] == []
    assert [row for row in thesaurus.read_rows() for phrase in row if not read_tokens(phrase)] == []


def test_no_phrase_is_in_two_rows_of_the_thesaurus():
    phrases = [phrase.casefold() for row in thesaurus.read_rows() for phrase in row]
    assert sorted(one for one in set(phrases) if phrases.count(one) > 1) == []


def test_a_thesaurus_is_kept_whole():
    again = thesaurus.from_json(WORDS.as_json())
    assert (again.concepts, again.one_word, again.known) == (WORDS.concepts, WORDS.one_word, WORDS.known)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbcd", 2), ("", "ab", 2)],
)
def test_steps_between_two_words(one, other, number):
    assert edit_distance(one, other) == edit_distance(other, one) == number


def test_what_was_asked_for_is_marked_in_a_text():
    query = asked("LAC referred")
    text = "Of looked after children, 3 were referred."
    assert [piece for piece, found in mark_found(text, query, WORDS) if found] == ["looked after children", "referred"]
    assert "".join(piece for piece, _ in mark_found(text, query, WORDS)) == text


def test_a_long_text_is_cut_around_the_first_that_was_found():
    pieces = cut_around(mark_found("word " * 200 + "neglect" + " word" * 200, asked("neglect"), WORDS))
    said = "".join(piece for piece, _ in pieces)
    assert ("neglect", True) in pieces
    assert said.startswith("… word")
    assert said.endswith(" …")
    assert len(said) <= LONGEST + 4
