"""How a search reads words: folded and stemmed, no matter who wrote them and how."""

import pytest

from cscp_core.evidence.words import LONGEST, read_tokens

ALIKE = [
    ("children's", "childrens'", "Children’s", "CHILDREN"),
    ("referral", "referrals", "referred", "referring", "refers"),
    ("radicalisation", "radicalization", "radicalised", "radicalizing"),
    ("neglect", "neglected", "neglecting"),
    ("café", "cafe", "cafe\u0301", "CAFÉ"),
    ("1,234", "1234", "1\u202f234"),
    ("£1,482", "1482"),
    ("31.5", "31.5."),
    ("68%", "68 %", "68 per cent", "68 percent"),
    ("2019/20", "2019-20", "2019–20", "2019-2020", "2019/2020", "19/20"),
    ("s.47", "s47", "S 47", "section 47", "Section 47", "sec. 47", "s.47's"),
    ("16-year-olds", "16 year olds"),
    ("A&E", "a&e"),
]


@pytest.mark.parametrize("written", ALIKE, ids=lambda one: one[0])
def test_these_are_read_alike(written):
    first, *others = [{word.stem for word in read_tokens(one) if word.stem != "s"} for one in written]
    assert [one for one in others if one != first] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2019-20", "2019-21"),
        ("3.4", "34"),
        ("s.47", "s.17"),
        ("10-11", "2010-11"),
        ("5%", "5"),
        ("missing", "mission"),
    ],
)
def test_these_are_not(one, other):
    assert {word.stem for word in read_tokens(one)} != {word.stem for word in read_tokens(other)}


def test_a_word_with_hyphens_is_its_parts_and_one_word():
    words = read_tokens("re-referral")
    assert [(word.stem, word.whole) for word in words] == [("re", "rerefer"), ("refer", "rerefer")]
    assert words[0].also == ("rerefer",)


def test_years_apart_and_the_numbers_of_sections_are_no_years():
    assert [word.stem for word in read_tokens("2014 to 2019, 24/7, 3.1.8")] == [
        "2014",
        "to",
        "2019",
        "24",
        "7",
        "3p1p8",
    ]


def test_places_are_those_of_the_text_as_written():
    text = "The “children’s” cafe\u0301 – 1,234 re-referrals."
    assert [text[word.start : word.end] for word in read_tokens(text)] == [
        "The", "children’s", "cafe\u0301", "1,234", "re", "referrals",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "—", "%", "''", "\u0301", "½ ²", "\x00", "a" * 5_000, "-" * 5_000, "1," * 3_000])
def test_any_text_can_be_read(text):
    assert all(
        word.stem.isalnum() and len(word.stem) <= LONGEST and 0 <= word.start < word.end <= len(text)
        for word in read_tokens(text)
    )
