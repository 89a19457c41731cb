"""A drafted row as a list of its cells; and the forms that change, split or join it."""

from collections.abc import Mapping

import streamlit as st

from cscp_core.confirming import deciding, reads
from cscp_core.confirming.fields import KINDS, Field, fields_of
from cscp_core.confirming.rules import SURE, joined_text, parts_of
from cscp_core.confirming.views import Desk, DraftRowShown
from cscp_core.people.permissions import Actor
from pages.components import data, doing, table
from pages.components.reading import acts
from pages.components.text import escaped

LONGEST = 2000


def show(actor: Actor, desk: Desk, row: DraftRowShown) -> None:
    sure = "● Sure" if row.sure >= SURE else "◇ Doubtful"
    st.markdown(f"**{KINDS[row.sheet]}** · {sure} · {escaped(row.row_id)}")
    choices = data.ask(reads.list_choices, actor, reading_id=desk.reading.reading_id)
    if acts.is_open(acts.CHANGE, row):
        _change(actor, desk, row, choices)
    elif acts.is_open(acts.SPLIT, row):
        _split(actor, row)
    elif acts.is_open(acts.JOIN, row):
        _join(actor, row)
    else:
        fields = fields_of(row.sheet)
        table.show(
            ["What", "Drafted"],
            [[one.label, _shown(one, row, choices)] for one in fields if row.cells.get(one.name)],
        )
    st.caption(escaped(row.because.removeprefix(row.cells.get("reason", "")).strip()))


def _shown(field: Field, row: DraftRowShown, choices: Mapping[str, Mapping[str, str]]) -> str:
    words = row.cells[field.name]
    return choices[field.of].get(words, words) if field.of else words


def _change(actor: Actor, desk: Desk, row: DraftRowShown, choices: Mapping[str, Mapping[str, str]]) -> None:
    place = f"change/{row.row_number}/{row.version}"
    fields = fields_of(row.sheet)
    with st.container(key="reading-form"), st.form(place, border=False):
        for one in (one for one in fields if one.long):
            _draw(one, row, place, choices)
        short = [one for one in fields if not one.long]
        for at in range(0, len(short), 2):
            for column, one in zip(st.columns(2), short[at : at + 2], strict=False):
                with column:
                    _draw(one, row, place, choices)
        alike = False
        if desk.alike:
            label = f"Make the same change in {len(desk.alike)} similar rows"
            st.checkbox(label, key=f"{place}/alike", help="You still decide each of them.")
            alike = True
        changes = doing.bind(
            actor, deciding.change_row, row_number=row.row_number, version=row.version,
            cells=doing.when_pressed(lambda: _cells(fields, row, place)),
            alike=doing.when_pressed(lambda: desk.alike if alike and st.session_state.get(f"{place}/alike") else ()),
        )  # fmt: skip
        doing.submit("Keep with these changes", changes, acts.place_of(row), type="primary")


def _draw(field: Field, row: DraftRowShown, place: str, choices: Mapping[str, Mapping[str, str]]) -> None:
    stands, key = row.cells.get(field.name, ""), f"{place}/{field.name}"
    st.session_state.setdefault(key, stands)
    if field.choices or field.of:
        names = choices[field.of] if field.of else {one: one for one in field.choices}
        options = list(dict.fromkeys(["", *names, stands]))
        none = "A new measure" if field.of == "indicators" else "None"
        st.selectbox(field.label, options, format_func=lambda one: names.get(one, one) or none, key=key)
    elif field.long:
        st.text_area(field.label, key=key, max_chars=LONGEST, height=100)
    else:
        st.text_input(field.label, key=key, max_chars=LONGEST, autocomplete="off")


def _cells(fields: tuple[Field, ...], row: DraftRowShown, place: str) -> dict[str, str]:
    """What the fields hold instead of what the row says."""
    words = {one.name: str(st.session_state.get(f"{place}/{one.name}") or "").strip() for one in fields}
    return {name: text for name, text in words.items() if text != row.cells.get(name, "")}


def _split(actor: Actor, row: DraftRowShown) -> None:
    place = f"split/{row.row_number}/{row.version}"
    first, second = parts_of(row.cells["text"])
    with st.container(key="reading-form"), st.form(place, border=False):
        for name, label, words in (("first", "First", first), ("second", "Second", second)):
            st.session_state.setdefault(f"{place}/{name}", words)
            st.text_area(label, key=f"{place}/{name}", max_chars=LONGEST, height=100)
        splits = doing.bind(
            actor, deciding.split_row, row_number=row.row_number, version=row.version,
            first=doing.text(f"{place}/first"), second=doing.text(f"{place}/second"),
        )  # fmt: skip
        doing.submit("Make two rows", splits, acts.place_of(row), type="primary")


def _join(actor: Actor, row: DraftRowShown) -> None:
    others = {one.row_number: one for one in data.ask(reads.list_to_join, actor, row_number=row.row_number)}
    if not others:
        st.write("There is no other row of this kind in this section or on this page.")
        return
    with st.container(key="reading-form"):
        key = f"join/{row.row_number}/{row.version}"
        chosen = st.selectbox("Join with", list(others), format_func=lambda one: others[one].cells["text"], key=key)
        first, second = sorted((row, others[chosen]), key=lambda one: one.place)
        st.markdown(escaped(joined_text(first.cells["text"], second.cells["text"])))
        joins = doing.bind(
            actor, deciding.join_rows, row_number=row.row_number, version=row.version,
            other=doing.field(key, int, needed="Choose a row."),
            other_version=doing.when_pressed(lambda: others[st.session_state[key]].version),
        )  # fmt: skip
        doing.button("Make one row", joins, acts.place_of(row), type="primary")
