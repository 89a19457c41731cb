"""Bringing official releases in: choose files, see what each was read as or every fault, load them, undo the last."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from cscp_core.errors import CscpError, LoadRefused
from cscp_core.evidence.rules import counted
from cscp_core.official import imports
from cscp_core.official.files import LARGEST_UPLOAD, PublishedFile
from cscp_core.official.imports import OfficialPreview
from cscp_core.official.views import LoadRecord
from cscp_core.people.permissions import Actor
from cscp_core.storage.session import in_uk_time
from pages.components import data, doing, table
from pages.components.report import faults
from pages.components.text import escaped

PLACE, LOADED, SEEN = "official import", "official files loaded here", "official preview "
MEGABYTE = 1_000_000
LAYOUTS = (
    "Files as they are published: any table of Explore Education Statistics, the interactive tool in long form, "
    "Fingertips, mid-year estimates, lists of statistical neighbours. You see what each was read as before anything is "
    "stored. Nothing here changes a report."
)


def show(actor: Actor) -> None:
    st.write(LAYOUTS)
    doing.show_outcome(PLACE)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    number = st.session_state.get(LOADED, 0)
    sent = left.file_uploader(
        "Official files (.csv, .xlsx)", ["csv", "xlsx"], accept_multiple_files=True, key=f"official files {number}",
        max_upload_size=LARGEST_UPLOAD // MEGABYTE,
    )  # fmt: skip
    release = right.text_input(
        "Release", placeholder="2026-10", max_chars=7, key=f"official release {number}",
        help="Year and month. Files that came with the app are known without it.",
    )  # fmt: skip
    files = [PublishedFile(one.name, one.getvalue()) for one in sent]
    found = _preview(actor, files, release.strip()) if files else None
    if found:
        _describe(found)
        _confirm(actor, files, release.strip(), found)
    _loads(actor)


def _preview(actor: Actor, files: Sequence[PublishedFile], release: str) -> OfficialPreview | None:
    """What a load would do, worked out once for the files and the state of what is loaded; None where refused."""
    standing = data.ask(imports.list_loads, actor)
    names = [(one.name, one.digest()) for one in files]
    key = SEEN + hashlib.sha256(repr((names, release, len(standing))).encode()).hexdigest()
    if key in st.session_state:
        kept: OfficialPreview = st.session_state[key]
        return kept
    try:
        with st.spinner("Reading every row …"), data.writing(actor) as session:
            found = imports.preview(session, actor, files=files, release=release)
    except LoadRefused as error:
        st.error(f"Nothing was loaded: {counted(len(error.faults), 'fault')}.")
        faults.show(error)
        return None
    except CscpError as error:
        st.error(escaped(str(error)))
        return None
    for old in [one for one in st.session_state if str(one).startswith(SEEN)]:
        del st.session_state[old]
    st.session_state[key] = found
    return found


def _describe(found: OfficialPreview) -> None:
    table.show(
        ["File", "Read as", "Release", "Series", "Left out"],
        [
            [
                one.file,
                one.layout,
                f"{one.publication_id} {one.release}",
                f"{one.series:,}",
                "; ".join(f"{what}: {counted(number, 'time')}" for what, number in one.left_out.items()) or "nothing",
            ]
            for one in found.files
        ],
    )
    st.write(f"{found.added:,} values added, {found.changed:,} changed, {found.unchanged:,} unchanged.")
    if found.changes:
        with st.expander("The first values that would change within a release"):
            rows = [[one.series_id, one.place_code, one.period, one.was, one.now] for one in found.changes]
            table.show(["Series", "Place", "When", "Was", "Would be"], rows)


def _confirm(actor: Actor, files: Sequence[PublishedFile], release: str, found: OfficialPreview) -> None:
    if not found.added and not found.changed:
        st.write("The files match what is loaded already. There is nothing to do.")
        return
    loads = doing.bind(actor, imports.load_files, files=files, release=release, seen_number=found.standing)
    doing.button(
        f"Load them as load {found.number}", loads, PLACE, done=_done, then=_loaded, type="primary",
        help="A large file holds other people up while it is stored.",
    )  # fmt: skip


def _done(made: OfficialPreview) -> str:
    return f"Official load {made.number}: {made.added:,} values added, {made.changed:,} changed."


def _loaded(_: OfficialPreview) -> None:
    """Another field comes: the files that were sent are done with."""
    st.session_state[LOADED] = st.session_state.get(LOADED, 0) + 1


def _loads(actor: Actor) -> None:
    loads = data.ask(imports.list_loads, actor)
    if not loads:
        st.write("No official statistics are loaded yet. Choose files above.")
        return
    with st.expander(f"Official loads: {len(loads):,}"):
        table.show(["Load", "When", "What it did", "Files"], [_row(one) for one in loads])
        if any(one.undoes is None and not one.undone for one in loads):
            st.write("Undo takes back the last load, and is listed as a load of its own. You can load the files again.")
            undoes = doing.bind(actor, imports.undo_last, seen_number=loads[0].number)
            doing.button("Undo the last official load", undoes, f"{PLACE}/undo")


def _row(one: LoadRecord) -> list[str]:
    state = f"undoes load {one.undoes}" if one.undoes else "undone" if one.undone else "stands"
    done = f"{state}: {one.added:,} added, {one.changed:,} changed"
    return [str(one.number), in_uk_time(one.at), done, ", ".join(one.files)]
