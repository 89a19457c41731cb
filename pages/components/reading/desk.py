"""The row to confirm beside its page: how far everything is, what to see first, the row, and one key for each act."""

import streamlit as st

from cscp_core.confirming import reads, sections
from cscp_core.confirming.fields import KINDS
from cscp_core.confirming.rules import QueueOrder
from cscp_core.confirming.views import Desk, ReadingShown
from cscp_core.people.permissions import Actor
from pages.components import address, data, doing
from pages.components.reading import acts, page_picture, row_shown
from pages.components.text import escaped

PLACE = "reading"
ORDER, KIND = "reading order", "reading kind"


def show(actor: Actor, reading: ReadingShown) -> None:
    top = st.container()
    order, sheet = _choices()
    with top:
        _show_row(actor, reading, order, sheet)


def _show_row(actor: Actor, reading: ReadingShown, order: QueueOrder, sheet: str) -> None:
    desk = data.ask(reads.find_desk, actor, reading_id=reading.reading_id, order=order, sheet=sheet)
    st.progress(desk.pace.decided / max(desk.pace.rows, 1), text=escaped(f"{desk.pace.words} · {_where(desk)}"))
    doing.show_outcome(PLACE)
    if desk.row is None:
        _nothing_here(actor, desk)
        return
    row = desk.row
    acts.show(actor, desk, row)
    with st.container(key="reading-desk"):
        left, right = st.columns([9, 10], gap="medium")
    with right:
        row_shown.show(actor, desk, row)
    with left:
        page_picture.show(reading.reading_id, row.page, row.passage, row.share, row.page_shape)


def _choices() -> tuple[QueueOrder, str]:
    with st.container(horizontal=True, key="choices", vertical_alignment="bottom"):
        orders = {one.value: one.label for one in QueueOrder}
        bound = address.bind_widget("order", ORDER, orders, QueueOrder.IN_ORDER.value)
        st.segmented_control("Order", list(orders), format_func=orders.__getitem__, **bound)
        kinds = address.bind_widget("kind", KIND, KINDS)
        sheet = st.selectbox(
            "Kind", ["", *KINDS], format_func=lambda one: KINDS.get(one, "Every kind"), width=260, **kinds
        )
    return _order(), sheet or ""


def _order() -> QueueOrder:
    return QueueOrder.read(st.session_state.get(ORDER) or "") or QueueOrder.IN_ORDER


def _where(desk: Desk) -> str:
    if not desk.section:
        return "no section taken"
    number = f"section {desk.section}, " if desk.section[:1].isdigit() else ""
    return f"{number}{desk.title}: {desk.left:,} to decide"


def _nothing_here(actor: Actor, desk: Desk) -> None:
    if desk.pace.decided == desk.pace.rows:
        st.success("Every row is decided. Open *Try it*, and then let everybody see the report.")
    elif desk.section:
        st.write("This section has no more rows of this kind. Choose another kind, or take the next section.")
    with doing.row(PLACE):
        if desk.pace.decided < desk.pace.rows:
            takes = doing.bind(
                actor, sections.take_next, reading_id=desk.reading.reading_id, order=doing.when_pressed(_order),
                sheet=doing.text(KIND),
            )  # fmt: skip
            doing.button("Take the next section", takes, PLACE, done=_taken, type="primary", shortcut="K")
        acts.undo(actor, desk)


def _taken(section: str) -> str:
    return "" if section else "Colleagues are working on all that is left."
