"""The order of what a search finds."""

from cscp_core.evidence.query import Query, Unit
from cscp_core.evidence.ranking import FEW, Candidate, Counts, rank

COUNTS = Counts(rows=100, length=4, having={"rare": 2, "common": 60, "other": 30})


def item(row_id, *words, section="1.1", heading=(), kind="claim", place=0):
    return Candidate(
        kind=kind, row_id=row_id, section=section, place=place, words=frozenset({*words, *heading}),
        heading=frozenset(heading), number=1,
    )  # fmt: skip


def order(asked, *items, ids=()):
    units = tuple(Unit(typed=word, ways=(((word,), 1.0),)) for word in asked.split())
    return [one.candidate.row_id for one in rank(Query(units=units, ids=ids), items, COUNTS)]


def test_what_has_every_word_comes_first():
    assert order("rare common", item("a", "rare"), item("b", "rare", "common"), item("c", "common"))[0] == "b"


def test_a_rare_word_counts_for_more_than_a_common_one():
    assert order("rare common other", item("a", "common"), item("b", "rare"))[0] == "b"


def test_a_word_in_a_heading_counts_for_more():
    assert order("rare", item("a", "rare"), item("b", heading=("rare",), section="2")) == ["b", "a"]


def test_an_item_of_a_section_that_is_about_it_comes_before_one_that_is_not():
    section = [item(f"s{number}", "rare", section="2") for number in range(3)]
    assert order("rare", item("a", "rare"), *section)[0] == "s0"


def test_the_first_results_are_of_different_sections():
    found = order("rare", *(item(f"s{number}", "rare", section="2") for number in range(3)), item("a", "rare"))
    assert found.index("a") == 1


def test_an_id_that_was_typed_comes_first_whatever_else_has():
    assert order("rare", item("a", "rare"), item("figure-1", "other"), ids=("figure-1",))[0] == "figure-1"


def test_where_enough_items_have_every_word_no_others_follow():
    many = [item(str(number), "rare", "common", section=str(number)) for number in range(FEW)]
    assert len(order("rare common", *many, item("other", "rare"))) == FEW
    assert "other" in order("rare common", *many[1:], item("other", "rare"))


def test_a_word_that_nothing_has_keeps_nothing_back():
    assert order("rare zebra", item("a", "rare")) == ["a"]


def test_what_is_alike_is_in_the_order_of_the_report():
    assert order("rare", *(item(name, "rare", place=place) for place, name in enumerate("cab"))) == ["c", "a", "b"]


def test_the_order_does_not_depend_on_that_of_the_database():
    items = [item(f"{n}", "rare", *["common"] * (n % 2), section=str(n % 3), place=n % 4) for n in range(12)]
    assert order("rare common", *items) == order("rare common", *reversed(items))
