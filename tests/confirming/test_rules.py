"""Which drafted rows wait, in which order and for how long; what may be kept unread; and a text taken apart."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from cscp_core.confirming import rules
from cscp_core.confirming.rules import SURE, QueueOrder, ReadingPace, RowState

UNDECIDED, KEPT = RowState.UNDECIDED, RowState.KEPT
IN_ORDER, DOUBTFUL = QueueOrder.IN_ORDER, QueueOrder.DOUBTFUL
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """A drafted row; its place runs against its number unless it is given."""

    row_number: int
    place: float
    sure: float = 0.5
    state: RowState = UNDECIDED
    section: str = "2.1"
    sheet: str = "claims"


def sure_rows(number, **details):
    """Sure rows at the places 1, 2, 3 and so on; the last place has the lowest number."""
    return [Row(100 - place, place, **{"sure": SURE} | details) for place in range(1, number + 1)]


def places(rows):
    return [one.place for one in rows]


# how long it takes


@pytest.mark.parametrize(
    ("decided", "rows", "seconds", "words"),
    [
        (212, 640, 4.9, "212 of 640, about 35 minutes left"),
        (1234, 2000, None, "1,234 of 2,000"),
        (640, 640, 5.0, "640 of 640"),
        (639, 640, 5.0, "639 of 640, about 1 minute left"),
        (638, 640, 60.0, "638 of 640, about 2 minutes left"),
        (551, 640, 60.0, "551 of 640, about 89 minutes left"),
        (550, 640, 60.0, "550 of 640, about 2 hours left"),
        (280, 640, 60.0, "280 of 640, about 6 hours left"),
    ],
)
def test_a_pace_says_how_far_a_reading_is_and_how_long_the_rest_takes(decided, rows, seconds, words):
    assert ReadingPace(decided=decided, rows=rows, seconds=seconds).words == words


@pytest.mark.parametrize(
    ("acts", "seconds"),
    [
        pytest.param([(0, 1), (10, 1), (20, 1), (30, 1), (40, 1), (50, 1)], 10.0, id="one row each ten seconds"),
        pytest.param([(0, 9), (10, 2), (20, 2), (30, 2), (40, 2), (50, 2)], 5.0, id="two rows each ten seconds"),
        pytest.param([(0, 1), (10, 1), (20, 1), (30, 1), (40, 1)], None, id="too few acts"),
        pytest.param([(0, 1), (10, 1), (20, 1), (30, 1), (40, 1), (160, 1)], 10.0, id="a last gap of two minutes"),
        pytest.param([(0, 1), (10, 1), (20, 1), (30, 1), (40, 1), (161, 1)], None, id="a pause"),
        pytest.param([(0, 1), (10, 1), (20, 1), (30, 1), (40, 1), (50, 0)], None, id="an act that decided nothing"),
        pytest.param([(0, 1), (10, 1), (20, 1), (30, 1), (70, 1), (130, 1)], 10.0, id="the middle gap, not the mean"),
        pytest.param([], None, id="nothing yet"),
    ],
)
def test_the_pace_is_the_middle_time_that_a_row_took_without_pauses(acts, seconds):
    moments = [(START + timedelta(seconds=at), count) for at, count in acts]
    assert rules.pace_of(640, 212, moments) == ReadingPace(decided=212, rows=640, seconds=seconds)


# which row comes next


@pytest.mark.parametrize(
    ("state", "wanted", "may"),
    [
        (UNDECIDED, KEPT, True),
        (UNDECIDED, UNDECIDED, False),
        (KEPT, RowState.CHANGED, True),
        (KEPT, RowState.SPLIT, False),
        (RowState.DISCARDED, KEPT, True),
        (RowState.JOINED, KEPT, False),
    ],
)
def test_a_row_becomes_only_what_may_follow_its_state(state, wanted, may):
    assert rules.may_become(state, wanted) is may


def test_rows_wait_in_the_reports_order():
    rows = [Row(1, 30, sure=0.1), Row(2, 10), Row(3, 20, state=KEPT), Row(4, 15, sheet="figures", sure=0.9)]
    assert places(rules.in_queue(rows, IN_ORDER)) == [10, 15, 30]
    assert places(rules.in_queue(rows, IN_ORDER, "claims")) == [10, 30]


def test_the_sample_comes_first_unless_one_kind_is_asked_for():
    rows = [Row(1, 0.5), *sure_rows(5)]
    assert places(rules.in_queue(rows, IN_ORDER)) == [1, 3, 5, 0.5, 2, 4]
    assert places(rules.in_queue(rows, IN_ORDER, "claims")) == [0.5, 1, 2, 3, 4, 5]


def test_where_the_doubtful_come_first_the_least_sure_does_and_no_sample():
    rows = [Row(1, 1, sure=0.7), Row(2, 2, sure=0.2), Row(3, 0, sure=0.7), *sure_rows(5, section="2.2")]
    assert places(rules.in_queue(rows, DOUBTFUL)) == [2, 0, 1, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("number", "sample"), [(0, []), (4, []), (5, [1, 3, 5]), (6, [1, 3, 6]), (7, [1, 4, 7]), (21, [1, 11, 21])]
)
def test_a_sample_is_the_first_the_middle_and_the_last_of_the_sure_rows(number, sample):
    rows = [*sure_rows(number), Row(1, 8, sure=SURE - 0.01)]
    assert places(rules.sample_of(rows[::-1])) == sample


def test_the_sample_is_the_same_whatever_was_decided_since():
    assert places(rules.sample_of(sure_rows(5, state=RowState.DISCARDED))) == [1, 3, 5]


def rest_after(*states):
    """Places of the sure rows that may be kept together once the first five were decided so."""
    rows = [Row(place, place, sure=SURE, state=state) for place, state in enumerate(states, 1)]
    return places(rules.rest_of_sure([*rows, Row(9, 9)]))


def test_the_other_sure_rows_are_kept_together_once_the_whole_sample_was_kept():
    assert rest_after(KEPT, UNDECIDED, KEPT, UNDECIDED, KEPT) == [2, 4]
    assert rest_after(KEPT, RowState.DISCARDED, KEPT, UNDECIDED, KEPT) == [4]


@pytest.mark.parametrize("state", [UNDECIDED, RowState.CHANGED, RowState.DISCARDED])
def test_one_row_of_the_sample_that_was_not_kept_means_that_each_is_read(state):
    assert rest_after(KEPT, UNDECIDED, KEPT, UNDECIDED, state) == []


def test_without_a_sample_no_rows_are_kept_together():
    assert rest_after(KEPT, UNDECIDED, KEPT, UNDECIDED) == []


# which section comes next

SECTIONS = [
    Row(1, 4, section="2.2", sure=0.1),
    Row(2, 5, section="2.2", sure=0.9),
    Row(3, 1, section="1.1", sure=0.9),
    Row(4, 2, section="1.2", sure=0.4, sheet="figures"),
    Row(5, 0, section="1.0", sure=0.0, state=KEPT),
]


@pytest.mark.parametrize(
    ("order", "taken", "sheet", "section"),
    [
        (IN_ORDER, set(), "", "1.1"),
        (IN_ORDER, {"1.1"}, "", "1.2"),
        (IN_ORDER, {"1.1", "1.2"}, "", "2.2"),
        (IN_ORDER, set(), "figures", "1.2"),
        (IN_ORDER, set(), "recommendations", ""),
        (DOUBTFUL, set(), "", "2.2"),
        (DOUBTFUL, {"2.2"}, "", "1.2"),
        (DOUBTFUL, set(), "figures", "1.2"),
        (DOUBTFUL, {"1.1", "1.2", "2.2"}, "", ""),
    ],
)
def test_the_next_section_is_one_that_nobody_holds_and_where_something_waits(order, taken, sheet, section):
    assert rules.next_section(SECTIONS, taken, order, sheet) == section


# what a row says


def test_a_change_is_a_cell_that_says_something_else_than_was_drafted():
    drafted = {"text": "It fell.", "unit": "families", "note": "old"}
    cells = {"text": "It fell.", "unit": "children", "note": "", "qualifier": "", "period": "2019-20"}
    assert rules.changes_of(cells, drafted) == {"unit": "children", "note": "", "period": "2019-20"}


@pytest.mark.parametrize(
    ("place", "nearest"),
    [(0.0, [1.0, 2.0, 3.0]), (1.0, [2.0, 0.0, 3.0]), (2.0, [3.0, 1.0, 0.0]), (3.0, [2.0, 1.0, 0.0])],
)
def test_the_nearest_rows_come_first_the_next_before_the_one_before(place, nearest):
    assert rules.nearest_first(place, [0.0, 1.0, 2.0, 3.0]) == nearest


@pytest.mark.parametrize(("other", "text"), [("It rose.", "It fell. It rose."), ("It fell.", "It fell.")])
def test_two_texts_become_one_and_what_says_the_same_is_said_once(other, text):
    assert rules.joined_text("It fell.", other) == text


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [
        ("helped 440 families", True),
        ("We helped: 440 Families, early", True),
        ("440 families helped", False),
        ("helped 44", False),
        ("amilies early", False),
        ("", False),
        ("...", False),
    ],
)
def test_a_text_is_printed_where_the_passage_has_its_words_whole_and_in_order(text, is_printed):
    assert rules.is_printed(text, "We helped 440 families - early.") is is_printed


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Staff were trained.", ("Staff were trained.", "")),
        ("Staff were trained. Visits rose.", ("Staff were trained.", "Visits rose.")),
        ("Staff were trained; visits rose.", ("Staff were trained", "Visits rose.")),
        ("Staff were trained and visits rose.", ("Staff were trained", "Visits rose.")),
        ("Staff were trained, and visits rose.", ("Staff were trained", "Visits rose.")),
        ("Visits rose, but nobody knows why.", ("Visits rose", "Nobody knows why.")),
        ("A and B were seen by police, and the council met.", ("A and B were seen by police", "The council met.")),
        ("We met; and the council acted.", ("We met", "The council acted.")),
        ("Staff understand handling.", ("Staff understand handling.", "")),
    ],
)
def test_a_text_is_taken_apart_where_it_says_a_second_thing(text, parts):
    assert rules.parts_of(text) == parts


@pytest.mark.parametrize(("length", "is_split"), [(27, True), (28, False)])
def test_a_second_thing_begins_after_a_quarter_of_the_text_at_the_earliest(length, is_split):
    text = "We met and talked about it.."[: length - 1] + "."
    assert bool(rules.parts_of(text)[1]) is is_split
