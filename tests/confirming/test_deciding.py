"""A person keeps, changes, discards, splits and joins drafted rows, alone or beside others, and undoes a mistake."""

import json

import pytest
from sqlmodel import select

from cscp_core.confirming import deciding, holding, reads, rules, sections
from cscp_core.confirming.rules import QueueOrder, RowState
from cscp_core.confirming.tables import DraftRow
from cscp_core.errors import AnotherPartnership, ChangedMeanwhile, ConfirmingRefused, FileRefused, NotAllowed
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import DraftsAction
from tests.confirming.conftest import TEXT
from tests.reading.paper import Paper, save

pytestmark = pytest.mark.engine


def drop(scene, row, by=None):
    scene.act(deciding.discard_row, by, row_number=row.row_number, version=row.version)


def change(scene, row, by=None, alike=(), **cells):
    details = {"row_number": row.row_number, "version": row.version, "cells": cells, "alike": alike}
    return scene.act(deciding.change_row, by, **details)


def undo(scene, by=None):
    return scene.act(deciding.undo_act, by, reading_id=scene.reading, version=scene.desk(by).last_act)


def test_a_drafted_row_has_its_passage_and_because_and_waits_for_a_decision(scene):
    row = scene.row("440", "figures")
    assert (row.state, row.section, row.cells["value"], row.cells["unit"]) == ("undecided", "2.1", "440", "families")
    assert row.passage == "We helped 440 families early."
    assert row.because
    assert 0 < row.sure <= 1


def test_rows_stand_in_the_reports_order_each_section_behind_its_heading(scene):
    rows = scene.rows()
    assert next(one.sheet for one in rows if one.section == "2.1") == "sections"
    sections_in_order = list(dict.fromkeys(one.section for one in rows))
    assert sections_in_order[-3:] == ["2.1", "2.2", "3.1"]


def test_kept_and_changed_rows_say_who_decided_and_next_comes_by_itself(scene):
    scene.take("2.1")
    first = scene.desk().row
    scene.keep(first)
    second = scene.desk().row
    assert second.row_number != first.row_number
    kept = scene.rows(numbers=[first.row_number])[0]
    assert (kept.state, kept.decided_by) == (RowState.KEPT, "Sam Shah")


def test_what_was_drawn_is_what_is_acted_on(scene):
    row = scene.row("440", "figures")
    change(scene, row, unit="families helped")
    with pytest.raises(ChangedMeanwhile):
        scene.keep(row)
    with pytest.raises(ChangedMeanwhile):
        change(scene, row, unit="children")
    assert scene.row("440", "figures").cells["unit"] == "families helped"


def test_a_change_is_one_of_the_columns_choices_and_changes_something(scene):
    claim = scene.row("12 courses", "claims")
    for cells in ({"how_far": "Very far"}, {"text": claim.cells["text"]}, {"page": "3"}):
        with pytest.raises(ConfirmingRefused):
            change(scene, claim, **cells)
    change(scene, claim, how_far="Practice")
    assert scene.row("12 courses", "claims").state is RowState.CHANGED


def test_a_row_that_is_nothing_can_be_taken_back_later(scene):
    row = scene.row("12", "figures")
    drop(scene, row)
    row = scene.rows(numbers=[row.row_number])[0]
    scene.keep(row)
    assert scene.rows(numbers=[row.row_number])[0].state is RowState.KEPT


def test_a_row_that_says_two_things_becomes_two_and_the_second_waits(scene):
    claim = scene.row("Police visited", "claims")
    parts = {"first": "Police visited 30 schools.", "second": "20 schools asked them to come again."}
    scene.act(deciding.split_row, row_number=claim.row_number, version=claim.version, **parts)
    one, two = (scene.row(words, "claims") for words in parts.values())
    assert (one.state, two.state) == (RowState.SPLIT, RowState.UNDECIDED)
    assert (two.section, two.passage, two.page) == (one.section, one.passage, one.page)
    places = [row.row_id for row in scene.rows("claims")]
    assert places.index(two.row_id) == places.index(one.row_id) + 1
    undo(scene)
    assert len(scene.rows("claims")) == len(places) - 1
    assert scene.row("Police visited", "claims").state is RowState.UNDECIDED


@pytest.mark.parametrize("decided", [0, 1])
def test_rows_that_were_decided_since_they_were_drawn_are_neither_split_nor_joined(scene, decided):
    rows = [row for row in scene.rows("recommendations") if row.section == "2.2"][:2]
    one, two = rows
    scene.keep(rows[decided])
    known, of = {"row_number": one.row_number, "version": one.version}, rows[decided]
    with pytest.raises(ChangedMeanwhile):
        scene.act(deciding.join_rows, **known, other=two.row_number, other_version=two.version)
    with pytest.raises(ChangedMeanwhile):
        scene.act(deciding.split_row, row_number=of.row_number, version=of.version, first="One.", second="Two.")
    assert scene.rows(numbers=[of.row_number])[0].state is RowState.KEPT


def test_two_rows_that_say_one_thing_become_one(scene):
    one, two = [row for row in scene.rows("recommendations") if row.section == "2.2"][:2]
    joined = {"row_number": one.row_number, "version": one.version, "other": two.row_number}
    scene.act(deciding.join_rows, **joined, other_version=two.version)
    first, second = (scene.rows(numbers=[row.row_number])[0] for row in (one, two))
    assert (first.state, second.state) == (RowState.CHANGED, RowState.JOINED)
    assert first.cells["text"] == f"{one.cells['text']} {two.cells['text']}"
    undo(scene)
    assert {scene.rows(numbers=[row.row_number])[0].state for row in (one, two)} == {RowState.UNDECIDED}


def join(scene, row, other, by=None):
    numbers = {"row_number": row.row_number, "version": row.version}
    scene.act(deciding.join_rows, by, **numbers, other=other.row_number, other_version=other.version)


def to_join(scene, row, by=None):
    return [one.cells["text"] for one in scene.ask(reads.list_to_join, by, row_number=row.row_number)]


def test_a_row_is_joined_with_any_of_its_kind_in_the_section_the_nearest_first_even_one_that_was_kept(scene):
    claims = [row for row in scene.rows("claims") if row.section == "2.1"]
    texts = [one.cells["text"] for one in claims]
    assert len(texts) > 3
    assert to_join(scene, claims[1]) == [texts[2], texts[0], *texts[3:]]
    scene.keep(claims[0])
    drop(scene, claims[3])
    assert to_join(scene, claims[2]) == [*texts[4:5], texts[1], texts[0], *texts[5:]]
    first = scene.rows(numbers=[claims[0].row_number])[0]
    join(scene, claims[2], first)
    now = scene.rows(numbers=[claims[2].row_number, first.row_number])
    assert {one.state for one in now} == {RowState.CHANGED, RowState.JOINED}
    joined = next(one for one in now if one.state is RowState.CHANGED)
    assert joined.cells["text"] == f"{texts[0]} {texts[2]}"
    assert joined.passage == f"{claims[0].passage} {claims[2].passage}"
    undo(scene)
    put_back = {one.row_number: one for one in scene.rows("claims")}
    assert put_back[claims[2].row_number].passage == claims[2].passage
    assert put_back[first.row_number].state is RowState.KEPT


def test_rows_of_one_page_are_joined_over_a_heading_unless_somebody_else_works_below_it(empty, tmp_path):
    page = Paper().write("1.1 Contacts", 70, 80, 16, bold=True).lines(("The hub will publish its protocol.",), 70, 120)
    page.write("1.2 Visits", 70, 200, 16, bold=True).lines(("The police will visit every school.",), 70, 240)
    later = Paper().write("2.1 Courses", 70, 80, 16, bold=True).lines(("The council will run two courses.",), 70, 120)
    cover = Paper().write("Wexcombe Safeguarding Children Partnership", 70, 80, 20)
    cover.write("Yearly report 2025-26", 70, 120, 16)
    empty.begin(save(tmp_path / "pages.pdf", [cover, page, later]).read_bytes(), "pages.pdf")
    one, two, three = empty.rows("claims")
    assert to_join(empty, one) == [two.cells["text"]]
    with pytest.raises(ConfirmingRefused):
        join(empty, one, three)
    empty.take("1.2", empty.kim)
    assert to_join(empty, one) == []
    with pytest.raises(ConfirmingRefused, match="Kim Kent"):
        join(empty, one, two)
    assert to_join(empty, two, empty.kim) == [one.cells["text"]]


def test_rows_of_two_kinds_are_never_joined(scene):
    claim, figure = scene.row("12 courses", "claims"), scene.row("440", "figures")
    with pytest.raises(ConfirmingRefused):
        scene.act(
            deciding.join_rows, row_number=claim.row_number, version=claim.version, other=figure.row_number,
            other_version=figure.version,
        )  # fmt: skip


def test_undo_puts_back_the_last_act_then_the_one_before(scene):
    row, other = scene.row("440", "figures"), scene.row("390", "figures")
    change(scene, row, unit="homes")
    scene.keep(other)
    undo(scene)
    undo(scene)
    rows = scene.rows(numbers=[row.row_number, other.row_number])
    assert {one.state for one in rows} == {RowState.UNDECIDED}
    assert rows[0].cells == row.cells
    assert scene.desk().last_act is None


def test_nobody_undoes_what_somebody_else_did_or_changed_since(scene):
    row = scene.row("440", "figures")
    scene.keep(row)
    assert scene.desk(scene.kim).last_act is None
    act = scene.desk().last_act
    scene.keep(scene.row("390", "figures"))
    with pytest.raises(ChangedMeanwhile):
        scene.act(deciding.undo_act, reading_id=scene.reading, version=act)


def test_two_people_never_get_the_same_row(scene):
    scene.take("2.1")
    with pytest.raises(ConfirmingRefused, match=r"Sam Shah is working on section 2\.1"):
        scene.take("2.1", by=scene.kim)
    with pytest.raises(ConfirmingRefused, match="Sam Shah"):
        scene.keep(scene.row("440", "figures"), by=scene.kim)
    scene.take("3.1", by=scene.kim)
    mine = {one.row_number for one in scene.rows() if one.section == scene.desk().section}
    assert scene.desk(scene.kim).row.row_number not in mine
    told = {one.section: one.by for one in scene.ask(reads.list_sections, scene.kim, reading_id=scene.reading)}
    assert (told["2.1"], told["3.1"]) == ("Sam Shah", "")


def test_a_section_that_nobody_acts_on_is_free_again(scene, clock):
    scene.take("2.1")
    clock.advance(minutes=31)
    scene.take("2.1", by=scene.kim)
    assert scene.desk(scene.kim).section == "2.1"
    assert scene.desk().section == ""


def test_when_a_section_is_done_the_next_one_is_taken_that_nobody_works_on(scene):
    scene.take("2.2", by=scene.kim)
    scene.take("2.1")
    while scene.desk().section == "2.1":
        scene.keep(scene.desk().row)
    assert scene.desk().section not in ("2.1", "2.2", "")


def test_work_goes_on_after_weeks_where_it_stopped(scene, clock):
    scene.keep(scene.row("440", "figures"))
    clock.advance(days=40)
    shown = scene.ask(reads.find_reading, reading_id=scene.reading)
    assert (shown.decided, shown.rows) == (1, len(scene.rows()))
    scene.take("2.1")
    assert scene.desk().row is not None


def sure_rows(scene, count=8):
    """Section 2.1 has this many sure rows."""
    with scene.store.writing() as session:
        rows = session.exec(select(DraftRow).where(DraftRow.section == "2.1").order_by(DraftRow.place)).all()
        assert len(rows) >= count
        for place, row in enumerate(rows):
            row.sure = 0.9 if place < count else 0.3
            session.add(row)
        session.commit()


def keep_sure(scene, rows):
    details = {"reading_id": scene.reading, "section": "2.1", "version": rows}
    return scene.act(deciding.keep_sure, **details)


def test_sure_rows_are_kept_together_only_after_their_sample_was_right(scene):
    sure_rows(scene)
    scene.take("2.1")
    desk = scene.desk()
    assert (desk.in_sample, desk.sample, desk.sure, desk.sure_later) == (True, 3, (), 5)
    waiting = [(one.row_number, one.version) for one in scene.rows(section="2.1") if one.sure >= rules.SURE]
    with pytest.raises(ConfirmingRefused, match="Look at the sample"):
        keep_sure(scene, waiting)
    for _ in range(3):
        assert scene.desk().in_sample
        scene.keep(scene.desk().row)
    desk = scene.desk()
    assert len(desk.sure) == 5
    assert keep_sure(scene, desk.sure) == 5
    left = [one for one in scene.rows(section="2.1") if one.state is RowState.UNDECIDED]
    assert all(one.sure < rules.SURE for one in left)
    undo(scene)
    assert len(scene.desk().sure) == 5


def test_one_wrong_row_in_the_sample_means_that_each_is_read(scene):
    sure_rows(scene)
    scene.take("2.1")
    scene.keep(scene.desk().row)
    drop(scene, scene.desk().row)
    scene.keep(scene.desk().row)
    desk = scene.desk()
    assert (desk.sure, desk.sure_later) == ((), 0)


def test_sure_rows_that_changed_since_they_were_drawn_are_not_kept(scene):
    sure_rows(scene)
    scene.take("2.1")
    for _ in range(3):
        scene.keep(scene.desk().row)
    drawn = scene.desk().sure
    scene.keep(scene.rows(numbers=[drawn[0][0]])[0])
    with pytest.raises(ChangedMeanwhile):
        keep_sure(scene, drawn)


def test_the_same_change_goes_to_alike_rows_only_when_asked(scene):
    with scene.store.writing() as session:
        rows = session.exec(select(DraftRow).where(DraftRow.sheet == "claims")).all()
        for row in rows:
            row.cells = json.dumps(json.loads(row.cells) | {"agency_id": "council", "theme_id": "wex-early-help"})
            session.add(row)
        session.commit()
    claim = scene.row("12 courses", "claims")
    scene.take(claim.section)
    change(scene, claim, agency_id="wex-council")
    others = [one for one in scene.rows("claims") if one.row_number != claim.row_number]
    assert {one.cells["agency_id"] for one in others} == {"council"}
    undo(scene)
    claim = scene.rows(numbers=[claim.row_number])[0]
    alike = [(one.row_number, one.version) for one in others]
    assert change(scene, claim, alike=alike, agency_id="wex-council") == len(alike) + 1
    assert {one.cells["agency_id"] for one in scene.rows("claims")} == {"wex-council"}
    assert {one.state for one in scene.rows("claims") if one.row_number != claim.row_number} == {RowState.UNDECIDED}


def test_doubtful_rows_come_first_where_that_is_asked_and_one_kind_alone(scene):
    scene.take("2.1")
    doubtful = scene.desk(order=QueueOrder.DOUBTFUL).row
    assert doubtful.sure == min(one.sure for one in scene.rows(section="2.1"))
    assert scene.desk(sheet="claims").row.sheet == "claims"


def test_progress_is_told_from_ones_own_pace(scene, clock):
    for at, row in enumerate(scene.rows()):
        assert scene.desk().pace.seconds is None or at > rules.FEWEST_GAPS
        scene.keep(row)
        clock.advance(seconds=4)
        if at == rules.FEWEST_GAPS + 1:
            break
    clock.advance(hours=8)
    scene.keep(next(one for one in scene.rows() if one.state is RowState.UNDECIDED))
    pace = scene.desk().pace
    assert pace.seconds == 4
    assert pace.words == f"{pace.decided} of {pace.rows}, about 1 minute left"
    assert rules.ReadingPace(decided=212, rows=640, seconds=5).words == "212 of 640, about 36 minutes left"


def test_every_act_is_in_the_trail_without_a_word_of_the_report(scene):
    change(scene, scene.row("440", "figures"), unit="homes")
    drop(scene, scene.row("390", "figures"))
    undo(scene)
    with scene.store.reading() as session:
        rows = [row for row in session.exec(select(TrailRow)) if "reading" in row.subject]
    assert [row.action for row in rows] == [
        DraftsAction.BEGUN, DraftsAction.ROW_CHANGED, DraftsAction.ROW_DISCARDED, DraftsAction.UNDONE,
    ]  # fmt: skip
    told = " ".join(f"{row.subject} {row.detail}" for row in rows)
    assert not any(word in told for word in ("homes", "families", "helped"))


def test_only_who_may_load_a_report_reads_or_confirms_one(scene):
    row = scene.rows()[0]
    asked = (
        (reads.list_readings, {}),
        (reads.find_desk, {"reading_id": scene.reading}),
        (reads.list_rows, {"reading_id": scene.reading}),
        (reads.list_sections, {"reading_id": scene.reading}),
        (reads.find_last_years, {"reading_id": scene.reading}),
        (sections.take_next, {"reading_id": scene.reading}),
        (deciding.keep_row, {"row_number": row.row_number, "version": row.version}),
        (holding.hold_file, {"content": b"", "name": "", "folder": scene.folder}),
    )
    for who in (scene.dee, scene.lay):
        for service, details in asked:
            with pytest.raises(NotAllowed):
                scene.act(service, who, **details)


def test_the_file_lies_in_a_folder_for_nobody_else_under_no_name_of_its_own(scene):
    files = list(scene.folder.iterdir())
    assert len(files) == 1
    assert "wexcombe" not in files[0].name
    assert (scene.folder.stat().st_mode & 0o777, files[0].stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_file_is_read_once_at_a_time_and_one_that_says_nothing_is_not_kept(scene):
    with pytest.raises(FileRefused, match="being read already"):
        scene.begin(TEXT.encode())
    for content in (b"", b"\x00\x01", b"%PDF-1.4 broken"):
        with pytest.raises(FileRefused):
            scene.begin(content, "report.pdf")
    with pytest.raises(FileRefused, match="whose report"):
        scene.begin(b"1.1 Contacts\nThe hub received 2,000 contacts.\n", "nobodys.txt")
    with pytest.raises(AnotherPartnership):
        scene.begin(TEXT.replace("Wexcombe Safeguarding", "Elsewhere Safeguarding").encode())
    assert len(list(scene.folder.iterdir())) == 1


def test_a_row_of_a_pdf_has_its_page_and_its_place_there(empty, pdf):
    empty.begin(pdf, "wexcombe.pdf")
    row = empty.row("2,000", "figures")
    assert row.page == 2
    left, top, width, height = row.share
    assert 0.1 < left < 0.2
    assert 0.1 < top < 0.2
    assert 0 < width < 0.8
    assert 0 < height < 0.1


def test_every_state_says_what_may_follow():
    assert set(rules.MOVES) == set(RowState)
    assert all(RowState.UNDECIDED not in follows for follows in rules.MOVES.values())
