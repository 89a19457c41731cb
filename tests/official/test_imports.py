"""Bringing official files in: what a load would do, all or nothing, numbered, changed in place, undone."""

import json

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, LoadRefused, NotAllowed, NotFound, UploadRefused
from cscp_core.official import imports, places, service
from cscp_core.official import tables as t
from cscp_core.official.files import PublishedFile
from cscp_core.official.rules import Closeness
from cscp_core.people.permissions import PEOPLE, SYSTEM, Actor, Role
from cscp_core.storage import trail
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import OfficialAction
from tests.official import made
from tests.official.made import CAMDEN_ROW, ENGLAND_ROW

pytestmark = pytest.mark.engine

REFERRALS = "category,referral_count,rereferral_count,rereferral_percent"
FIRST = made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,131,8.7"), (ENGLAND_ROW, "x,642980,145390,22.6"))


def act(store, function, *contents, actor=SYSTEM, **details):
    files = [PublishedFile(f"file{place}.csv", one) for place, one in enumerate(contents, 1)]
    with store.writing() as session:
        return function(session, actor, files=files, **details)


def load(store, *contents, release="2025-10", **details):
    return act(store, imports.load_files, *contents, release=release, **{"seen_number": None} | details)


def undo(store, **details):
    with store.writing() as session:
        return imports.undo_last(session, SYSTEM, **{"seen_number": None} | details)


def loads(store):
    with store.reading() as session:
        return imports.list_loads(session, SYSTEM)


def stored(store, series_id="c1.rereferral-percent", place="E09000007"):
    with store.reading() as session:
        try:
            found = service.line(session, SYSTEM, series_id=series_id, place_code=place)
        except NotFound:
            return None
        return {one.period: (one.shown, one.release) for one in found.points}


def counts(store):
    with store.reading() as session:
        return tuple(
            len(session.exec(select(table)).all()) for table in (t.Observation, t.Edition, t.Series, t.Neighbour)
        )


# loading


def test_a_file_is_loaded_as_a_numbered_load_with_a_row_in_the_trail(store):
    found = load(store, FIRST)
    assert (found.number, found.added, found.changed, found.new_series) == (1, 6, 0, 3)
    assert stored(store) == {"2019-20": ("8.7", "2025-10")}
    (one,) = loads(store)
    assert (one.number, one.added, one.releases, one.undone) == (1, 6, ("children-in-need 2025-10",), False)
    with store.reading() as session:
        row = session.exec(select(TrailRow)).all()[-1]
        assert (row.action, row.subject) == (OfficialAction.LOADED, "official load 1")
        assert json.loads(row.detail) == {"added": 6, "changed": 0, "releases": ["children-in-need 2025-10"]}
        assert trail.first_broken(session) is None


def test_a_preview_says_what_would_come_and_stores_nothing(store):
    found = act(store, imports.preview, FIRST, release="2025-10")
    assert (found.number, found.standing, found.added) == (1, 0, 6)
    assert [(one.layout, one.publication_id, one.series) for one in found.files] == [
        ("Explore Education Statistics", "children-in-need", 3)
    ]
    assert (counts(store), loads(store)) == ((0, 0, 0, 0), [])


def test_loading_the_same_file_again_is_no_load(store):
    load(store, FIRST)
    found = load(store, FIRST)
    assert (found.added, found.changed, found.unchanged) == (0, 0, 6)
    assert [one.number for one in loads(store)] == [1]


def test_two_releases_of_a_value_are_both_kept(store):
    load(store, FIRST, release="2024-10")
    load(store, made.tidy(REFERRALS, (CAMDEN_ROW, "x,1500,132,8.8")), release="2025-10")
    with store.reading() as session:
        about = {"series_id": "c1.rereferral-percent", "place_code": "E09000007"}
        both = service.values_in_releases(session, SYSTEM, **about, period="2019-20")
        assert [(one.release, one.shown) for one in both] == [("2025-10", "8.8"), ("2024-10", "8.7")]
        (revised,) = service.list_revisions(session, SYSTEM, **about)
    assert revised.sentence == "was 8.7, is 8.8"


def test_files_of_one_load_complete_one_another_and_repeat_what_is_the_same(store):
    region = made.fingertips({"Area Code": "E12000007", "Area Name": "London", "Area Type": "Regions (statistical)"})
    found = load(store, made.fingertips({}), region + b"\n" + made.fingertips({}).split(b"\n", 1)[1])
    assert (found.added, found.unchanged) == (2, 0)
    assert stored(store, "injuries.persons", "E12000007") == {"2019-20": ("79.4", "2025-10")}


def test_two_values_for_one_place_and_time_are_a_fault_and_nothing_is_loaded(store):
    rows = [(CAMDEN_ROW, "x,1499,131,8.7"), (CAMDEN_ROW, "x,1499,131,8.9")]
    with pytest.raises(LoadRefused) as refused:
        load(store, made.tidy(REFERRALS, *rows))
    assert "two values of c1.rereferral-percent" in refused.value.faults[0]
    with pytest.raises(LoadRefused):
        load(store, FIRST, made.tidy(REFERRALS, rows[1]))
    assert counts(store) == (0, 0, 0, 0)


def test_every_fault_of_every_file_is_said_at_once(store):
    bad = made.tidy(REFERRALS, (CAMDEN_ROW, "x,many,131,8.7"))
    with pytest.raises(LoadRefused) as refused:
        load(store, bad, made.lait("Unheard_of|2020|Camden|1|202"), made.lait("CPP_Num|2020|Camden|270|202"))
    assert [fault.partition(",")[0] for fault in refused.value.faults] == ["file1.csv", "file2.csv"]
    assert counts(store) == (0, 0, 0, 0)


def test_of_an_unknown_file_every_column_is_said_and_nothing_is_loaded(store):
    with pytest.raises(LoadRefused) as refused:
        load(store, b"name,mood,colour\nCamden,calm,blue\n")
    said = "\n".join(refused.value.faults)
    assert all(f"column {name}: the column is not understood." in said for name in ("name", "mood", "colour"))
    assert counts(store) == (0, 0, 0, 0)


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_is_a_fault(store, content):
    with pytest.raises(LoadRefused, match="does not know this layout"):
        load(store, content)


def test_a_file_that_is_no_text_is_not_opened(store):
    with pytest.raises(UploadRefused, match="not readable as CSV"):
        load(store, b"time_period,\xff\xfe\x00\n\x81\x8d\n")


def test_a_release_must_be_named_and_be_one(store):
    with pytest.raises(LoadRefused, match="--release"):
        act(store, imports.load_files, FIRST, seen_number=None)
    with pytest.raises(LoadRefused, match="not a release"):
        load(store, FIRST, release="autumn")


def test_a_value_that_changes_within_a_release_is_changed_in_place_and_shown_before(store):
    load(store, FIRST)
    mended = made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,131,c"))
    seen = act(store, imports.preview, mended, release="2025-10")
    assert [(one.series_id, one.place_code, one.period, one.was, one.now) for one in seen.changes] == [
        ("c1.rereferral-percent", "E09000007", "2019-20", "8.7", "suppressed")
    ]
    assert (seen.added, seen.changed, seen.unchanged) == (0, 1, 2)
    load(store, mended)
    assert stored(store) == {"2019-20": ("suppressed by the publisher", "2025-10")}
    assert stored(store, place="E92000001") == {"2019-20": ("22.6", "2025-10")}


def test_a_load_after_somebody_elses_is_refused(store):
    load(store, FIRST)
    with pytest.raises(ChangedMeanwhile):
        load(store, made.lait("CPP_Num|2020|Camden|270|202"), seen_number=0)
    assert len(loads(store)) == 1


def test_rates_of_a_file_that_goes_on_with_other_estimates_are_two_editions(store):
    load(store, made.lait("LAC|2018|Camden|41|202", "LAC|2019|Camden|48|202"), release="2026-04")
    with store.reading() as session:
        found = service.line(session, SYSTEM, series_id="lait.lac", place_code="E09000007")
    assert [one.shown for one in found.points] == ["48"]
    assert [one.shown for one in found.left_out] == ["41"]


# undoing


def test_undo_takes_away_what_a_load_added_and_its_series(store):
    load(store, FIRST)
    load(store, made.lait("CPP_Num|2020|Camden|270|202"))
    before = counts(store)
    done = undo(store, seen_number=2)
    assert (done.number, done.undoes, done.added) == (3, 2, -1)
    assert before == (7, 4, 4, 0)
    assert counts(store) == (6, 3, 3, 0)
    assert [(one.number, one.undone) for one in loads(store)] == [(3, False), (2, True), (1, False)]


def test_undo_gives_back_what_a_load_changed(store):
    load(store, FIRST)
    load(store, made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,131,8.9")))
    load(store, made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,131,9.0")))
    undo(store)
    assert stored(store) == {"2019-20": ("8.9", "2025-10")}
    undo(store)
    assert stored(store) == {"2019-20": ("8.7", "2025-10")}
    undo(store)
    assert stored(store) is None
    assert counts(store) == (0, 0, 0, 0)
    with pytest.raises(NotFound):
        undo(store)


def test_what_was_undone_can_be_loaded_again(store):
    load(store, FIRST)
    undo(store)
    assert load(store, FIRST).number == 3
    assert stored(store) == {"2019-20": ("8.7", "2025-10")}


def test_an_undo_after_somebody_elses_load_is_refused(store):
    load(store, FIRST)
    with pytest.raises(ChangedMeanwhile):
        undo(store, seen_number=0)
    assert counts(store)[0] == 6


# neighbours


def neighbours(store, model="2021"):
    with store.reading() as session:
        found = places.neighbours(session, SYSTEM, place_code="E09000007", model=model)
        return [(one.own_number, one.place.name, one.closeness) for one in found]


LISTED = [
    ("213", "Westminster", Closeness.VERY_CLOSE),
    ("205", "Hammersmith and Fulham", Closeness.CLOSE),
    ("302", "Barnet", Closeness.NOT_CLOSE),
]


@pytest.mark.parametrize("content", [made.neighbours_2021(), made.neighbours_wide(), made.neighbours_book()])
def test_a_neighbour_list_is_read_in_each_layout(store, content):
    load(store, content, release="2021-04")
    assert neighbours(store) == LISTED


def test_two_files_of_one_model_must_agree(store):
    load(store, made.neighbours_2021(), made.neighbours_book(), release="2021-04")
    with pytest.raises(LoadRefused, match="another neighbour 2 for 202: undo that load first"):
        load(
            store,
            made.neighbours_wide([("213", "Very close"), ("207", "Close"), ("302", "Not close")]),
            release="2021-04",
        )
    load(store, made.neighbours_wide([("206", "Close")]), release="2025-05")
    assert neighbours(store) == LISTED
    assert neighbours(store, "2025") == [("206", "Islington", Closeness.CLOSE)]


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([("213", "Near")], "'Near' is not a known closeness"),
        ([("Westminster", "Close")], "'Westminster' is not the number"),
    ],
)
def test_a_neighbour_list_that_is_not_understood_is_a_fault(store, listed, said):
    with pytest.raises(LoadRefused, match=said):
        load(store, made.neighbours_wide(listed), release="2021-04")


def test_a_neighbour_that_the_list_leaves_open_is_left_out(store):
    found = load(store, made.neighbours_wide([("213", "Close"), ("-", "-")]), release="2021-04")
    assert (found.added, list(found.files[0].left_out.values())) == (1, [1])


# who may


@pytest.mark.parametrize("role", sorted(PEOPLE - {Role.BUSINESS_MANAGER}))
def test_only_the_business_manager_loads(store, role):
    somebody = Actor(account_id=1, username="kim", name="Kim", role=role)
    with pytest.raises(NotAllowed):
        load(store, FIRST, actor=somebody)
    assert counts(store) == (0, 0, 0, 0)
