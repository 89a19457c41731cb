"""Codes are stored and labels are shown: of every enum and of every column that holds one."""

import ast
import importlib
import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from cscp_core.evidence.rules import ValueState, WorkStatus
from cscp_core.labelled import Labelled
from cscp_core.storage import base
from pages.components import address
from tests.conftest import ROOT

CHOICES = {"radio", "selectbox", "multiselect", "pills", "segmented_control", "select_slider"}


def of_every_room():
    """Every enum with labels, from every module of the rooms."""
    for room in ("cscp_core", "feedback"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts and "labelled" in path.read_text(encoding="utf-8"):
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    ahead, found = [Labelled], []
    while ahead:
        below = ahead.pop().__subclasses__()
        ahead += below
        found += [one for one in below if len(one)]
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def coded():
    """Every column that holds a code, by its table and name."""
    for path in sorted((ROOT / "cscp_core").rglob("tables.py")) + sorted((ROOT / "feedback").rglob("tables.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    tables = base.Table.metadata.sorted_tables
    return {
        f"{table.name}.{one.name}": one for table in tables for one in table.columns if isinstance(one.type, base.Code)
    }


def former():
    """What stood in each column before migration 0017, with the code that came in its place."""
    moved = importlib.import_module("cscp_core.storage.migrations.versions.0017_codes")
    return {f"{table}.{name}": words for table, names in moved.COLUMNS.items() for name, words in names.items()}


def test_a_code_is_short_and_in_small_letters():
    codes = [one for enum in of_every_room() for one in enum]
    assert len(codes) > 150
    assert [one for one in codes if not re.fullmatch(r"[a-z][a-z0-9_]{0,29}", one.value)] == []


def test_every_member_has_a_label_and_no_words_stand_for_two():
    for enum in of_every_room():
        assert all(one.label for one in enum), enum
        assert len({one.label for one in enum}) == len(enum), enum
        assert [enum.read(word) for one in enum for word in one.written] == [one for one in enum for _ in one.written]


def test_a_member_is_stored_and_compared_as_its_code_and_reads_as_its_label():
    assert WorkStatus.ON_TRACK == "on_track"
    assert f"{WorkStatus.ON_TRACK}" == str(WorkStatus.ON_TRACK) == WorkStatus.ON_TRACK.label == "on track"
    assert WorkStatus("on_track") is WorkStatus.read("on track") is WorkStatus.ON_TRACK
    assert WorkStatus.read("nearly") is None


def test_a_field_is_given_the_members_of_an_enum_and_not_the_enum_of_which_it_would_draw_the_codes():
    names = {one.__name__ for one in of_every_room()}
    calls = [
        (path.name, call)
        for path in sorted((ROOT / "pages").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in CHOICES
    ]
    assert len(calls) > 30
    given = [(name, one.id) for name, call in calls for one in [*call.args[1:2], *of_options(call)] if is_name(one)]
    assert [one for one in given if one[1] in names] == []


def is_name(one):
    return isinstance(one, ast.Name)


def of_options(call):
    return [word.value for word in call.keywords if word.arg == "options"]


def test_enums_that_share_a_column_share_no_code():
    for name, column in coded().items():
        assert len(column.type.members) == sum(len(enum) for enum in column.type.enums), name


def test_a_column_takes_the_codes_of_its_enums_and_nothing_else(session):
    dialect = session.get_bind().dialect
    for name, column in coded().items():
        kept = [column.type.process_bind_param(one, dialect) for enum in column.type.enums for one in enum]
        assert kept == [one.value for enum in column.type.enums for one in enum], name
        for wrong in (*former().get(name, ()), "unheard_of", *([] if column.type.empty else [""])):
            with pytest.raises(ValueError, match="That is no code"):
                column.type.process_bind_param(wrong, dialect)


def test_a_sentence_is_not_looked_for_among_codes(session):
    column = coded()["figure.state"]
    with pytest.raises(StatementError, match="That is no code"):
        session.execute(select(column).where(column == "published only as a chart"))


@pytest.mark.engine
def test_a_whole_rehearsal_holds_codes_alone(rehearsed, place):
    store = place("coded", rehearsed)
    with store.reading() as session:
        for name, column in coded().items():
            stored = session.execute(text(f"SELECT DISTINCT {column.name} FROM {column.table.name}")).scalars().all()  # noqa: S608
            known = {*column.type.members, *([""] if column.type.empty else [])}
            assert set(stored) <= known, name


def test_what_was_stored_before_still_reads_as_its_member():
    columns = coded()
    for name, words in former().items():
        for word, code in words.items():
            members = [enum.read(word) or enum.read(word.lower()) for enum in columns[name].type.enums]
            assert [one for one in members if one] == [code], (name, word)


@pytest.mark.parametrize("said", ["chart_only", "published only as a chart"])
def test_an_address_names_a_choice_by_its_code_or_by_the_words_of_earlier_versions(said):
    assert address.read_choice(said, ValueState) is ValueState.CHART_ONLY


def test_an_address_that_names_no_choice_names_none():
    assert address.read_choice("CHART_ONLY", ValueState) is None
    assert address.read_choice("b", ["a", "b"]) == "b"
