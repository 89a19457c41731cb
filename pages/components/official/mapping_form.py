"""What a figure may be held against, as the business manager changes it: series, place, time, how near, and why."""

import streamlit as st

from cscp_core.evidence.views import Figure, Year
from cscp_core.official import mapping
from cscp_core.official.rules import Comparable, StatedReason
from cscp_core.official.views import MappedFigure
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.storage.session import in_uk_time
from pages.components import data, doing, kept, table, unchanged
from pages.components.official import reads

WORDS = 500  # characters of a reason
DONE = "It is changed. The earlier comparison is kept."


def show(actor: Actor, year: Year, figure: Figure) -> None:
    """Nothing for others than the business manager, and where no official statistics of the place are loaded."""
    code = reads.place_code(actor, year)
    if not code or not may(actor, Permission.MAP_OFFICIAL):
        return
    known = unchanged.ask_for_role(mapping.list_mappings, actor, report_id=year.report_id)
    with st.expander("Change what it may be compared with"):
        _form(actor, year, figure, known.get(figure.figure_id), code)
        _earlier(actor, year, figure)


def _form(actor: Actor, year: Year, figure: Figure, standing: MappedFigure | None, code: str) -> None:
    place = f"mapping/{year.report_id}/{figure.figure_id}"
    seen = doing.seen_version(actor, place, standing.version if standing else 0, standing.why if standing else "")
    series, places = reads.every_series(actor), reads.places_to_compare(actor, code)
    st.radio(
        "How near is it?", list(Comparable), index=None, format_func=str, horizontal=True,
        key=kept.choice_key(place, "comparable", standing.comparable if standing else None),
    )  # fmt: skip
    st.selectbox(
        "Official series", ["", *series],
        format_func=lambda one: f"{series[one].title} ({one})" if one in series else "none",
        key=kept.choice_key(place, "series", standing.series_id if standing else ""),
    )  # fmt: skip
    st.selectbox(
        "Place", list(places), format_func=lambda one: places[one],
        key=kept.choice_key(place, "place", standing.place_code if standing else code),
    )  # fmt: skip
    chosen = str(st.session_state[f"{place}/series"])
    shown = reads.picture(actor, chosen, code, ()).points if chosen in series else ()
    times = {one.period: one.shown_period for one in shown}
    held = [one for one in standing.periods if one in times] if standing and standing.series_id == chosen else []
    when = f"periods {chosen}"
    if times:
        key = kept.choice_key(place, when, held)
        st.multiselect("When", list(times), format_func=lambda one: times[one], key=key)
    st.selectbox(
        "Why it is not the same", ["", *StatedReason],
        format_func=lambda one: StatedReason(one).label if one else "it is the same",
        key=kept.choice_key(place, "reason", (standing and standing.reason) or ""),
    )  # fmt: skip
    opposite = kept.choice_key(place, "opposite", bool(standing and standing.is_opposite))
    st.checkbox("The figure is 100 minus the share", key=opposite)
    kept.text_area(actor, place, "why", "Reason for the change (it is recorded)", max_chars=WORDS)
    changes = doing.bind(
        actor,
        mapping.change_mapping,
        report_id=year.report_id,
        figure_id=figure.figure_id,
        seen_version=seen,
        comparable=doing.field(f"{place}/comparable", Comparable, needed="Choose how near it is."),
        series_id=doing.text(f"{place}/series"),
        place_code=doing.text(f"{place}/place"),
        periods=doing.when_pressed(lambda: tuple(st.session_state.get(f"{place}/{when}") or ())),
        reason=doing.when_pressed(lambda: _reason(place)),
        is_opposite=doing.when_pressed(lambda: bool(st.session_state.get(f"{place}/opposite"))),
        why=doing.words(place, "why"),
    )
    doing.button("Change the comparison", changes, place, done=DONE, type="primary")


def _reason(place: str) -> StatedReason | None:
    chosen = st.session_state.get(f"{place}/reason")
    return StatedReason(chosen) if chosen else None


def _earlier(actor: Actor, year: Year, figure: Figure) -> None:
    found = data.ask(mapping.list_earlier, actor, report_id=year.report_id, figure_id=figure.figure_id)
    rows = [
        [in_uk_time(one.at), one.by or "came with the app", one.comparable.label, one.series_id or "none", one.why]
        for one in found
    ]
    table.show(["When", "Who", "How near", "Series", "Why"], rows)
