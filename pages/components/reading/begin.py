"""Beginning to read a report: choose its file; and the reports that are being read."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cscp_core.confirming import holding, reads
from cscp_core.confirming.holding import HeldFile
from cscp_core.people.permissions import Actor
from cscp_core.reading.bounds import LARGEST, MOST_PAGES
from cscp_core.settings import settings
from cscp_core.storage.session import in_uk_time
from pages.components import data, doing, menu
from pages.components.text import escaped

PLACE = "begin reading"
MEGABYTES = LARGEST // (1024 * 1024)


def show(actor: Actor) -> None:
    st.write(
        "Choose the file that the report was published as. The app drafts its figures, claims and recommendations. You "
        "confirm them beside the page. Nothing leaves this installation, and nobody else sees a row before you confirm "
        "it."
    )
    doing.show_outcome(PLACE)
    sent = st.file_uploader(
        f"A PDF, Word file (.docx) or text, at most {MEGABYTES} MB and {MOST_PAGES} pages",
        ["pdf", "docx", "txt"],
        max_upload_size=MEGABYTES,
        key="report to read",
    )
    if sent is not None:
        begins = doing.bind(actor, holding.start_reading, held=doing.when_pressed(lambda: _draft_file(actor, sent)))
        doing.button("Read this file", begins, PLACE, then=_open, type="primary")
    _list(actor)


def _draft_file(actor: Actor, sent: UploadedFile) -> HeldFile:
    folder: Path = settings().readings
    return data.ask(holding.hold_file, actor, content=sent.getvalue(), name=sent.name, folder=folder)


def _open(reading_id: int) -> None:
    menu.open_page("read_a_report", id=str(reading_id))


def _list(actor: Actor) -> None:
    readings = data.ask(reads.list_readings, actor)
    if readings:
        st.header("Reports that are read here")
    for one in readings:
        with st.container(horizontal=True, vertical_alignment="center"):
            menu.link("read_a_report", one.title, id=str(one.reading_id))
            how_far = "finished" if one.is_finished else f"{one.decided:,} of {one.rows:,} rows decided"
            st.caption(escaped(f"{how_far} · {one.file_name} · begun {in_uk_time(one.at)}"))
    if not readings:
        st.write("No report is being read. Choose a file above to begin.")
