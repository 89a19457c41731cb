"""Bringing a report in: choose a file, see every fault or what would change, confirm, all or nothing."""

import hashlib
from collections.abc import Callable, Sequence

import streamlit as st

from cscp_core.errors import CscpError, LoadRefused
from cscp_core.evidence import imports
from cscp_core.evidence import service as evidence
from cscp_core.evidence.imports import Preview
from cscp_core.evidence.loader import Outcome, Touched
from cscp_core.evidence.rules import counted
from cscp_core.evidence.sheets import SHEETS
from cscp_core.evidence.sources import LARGEST_UPLOAD
from cscp_core.people.permissions import Actor
from pages.components import data, doing, table
from pages.components.report import faults
from pages.components.text import escaped

MOST_SHOWN = 200  # faults or rows of a list; how many there are is said above it
PLACE, LOADED = "import", "reports loaded here"


def show(actor: Actor) -> None:
    doing.show_outcome(PLACE)
    sent = st.file_uploader(
        "A workbook (.xlsx), or a zip of CSV files",
        ["xlsx", "zip"],
        max_upload_size=LARGEST_UPLOAD // 1_000_000,
        key=f"file {st.session_state.get(LOADED, 0)}",
    )
    if sent is None:
        return
    content = sent.getvalue()
    preview = _looked_through(actor, content)
    if preview is not None:
        _would_change(preview)
        _confirm(actor, content, preview)


def _looked_through(actor: Actor, content: bytes) -> Preview | None:
    """What the file would do, looked through once for each file and state of what is loaded; None where it is
    refused."""
    stands = [(one.report_id, one.load_number) for one in data.ask(evidence.years, actor)]
    key = f"preview {stands} {hashlib.sha256(content).hexdigest()}"
    if key in st.session_state:
        kept: Preview = st.session_state[key]
        return kept
    try:
        with st.spinner("Looking through every row …"), data.writing(actor) as session:
            preview: Preview = imports.preview(session, actor, content=content)
    except LoadRefused as error:
        st.error(f"Nothing was loaded: {counted(len(error.faults), 'fault')}. Correct them and choose the file again.")
        faults.show(error)
        return None
    except CscpError as error:
        st.error(escaped(str(error)))
        return None
    for old in [one for one in st.session_state if str(one).startswith("preview ")]:
        del st.session_state[old]
    st.session_state[key] = preview
    return preview


def _would_change(preview: Preview) -> None:
    st.subheader(escaped(f"{preview.title}, {preview.period}"))
    new = not preview.standing
    st.write("It is not loaded yet." if new else f"Load {preview.standing} of it is the current one.")
    table.show(
        ["Sheet", "Rows in the file", "Added", "Changed", "Retired"],
        [
            [sheet.name, f"{preview.rows[sheet.name]:,}", *_counts(preview, sheet.name)]
            for sheet in SHEETS
            if preview.rows[sheet.name] or any(one.sheet == sheet.name for one in preview.retired)
        ],
    )
    if preview.absent:
        st.warning(escaped(f"Not in the file: {', '.join(preview.absent)}. You can load the rest without it."))
    for name, rows in (("Changed", preview.changed), ("Retired", preview.retired)):
        if rows:
            with st.expander(f"{name}: {len(rows):,}"):
                table.show(["Sheet", "Row"], [[one.sheet, one.row_id] for one in rows[:MOST_SHOWN]])
                if name == "Retired":
                    st.write("Retired rows keep their address. What people attached to them stays.")


def _counts(preview: Preview, sheet: str) -> list[str]:
    groups: Sequence[Sequence[Touched]] = (preview.added, preview.changed, preview.retired)
    return [f"{sum(one.sheet == sheet for one in rows):,}" for rows in groups]


def _confirm(actor: Actor, content: bytes, preview: Preview) -> None:
    if not preview.changes:
        st.write("The file matches what is loaded already. There is nothing to do.")
        return
    loads = doing.bind(
        actor, imports.load_upload, content=content, seen_number=preview.standing, told=doing.when_pressed(_progress)
    )
    label = f"Load it as load {preview.number}"
    doing.button(
        label, loads, PLACE, done=lambda load: _describe_import(preview.title, load), then=_loaded, type="primary"
    )


def _progress() -> Callable[[str], None]:
    status = st.status("Loading …")

    def name_sheet(sheet: str) -> None:
        status.update(label=f"Loading {sheet} …")

    return name_sheet


def _describe_import(title: str, load: Outcome) -> str:
    return f"Load {load.number} of {title}: {load.added:,} added, {load.changed:,} changed, {load.retired:,} retired."


def _loaded(_: Outcome) -> None:
    """Another field comes: the file that was sent is done with."""
    st.session_state[LOADED] = st.session_state.get(LOADED, 0) + 1
