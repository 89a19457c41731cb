"""The printed page with a passage marked on it, as the server draws it for those who may see it; else its words."""

import html

import streamlit as st

from cscp_core.reading.pages import Box
from pages.components.text import escaped

MARGIN = 0.07
CLOSER = 1.14
"""How much larger a page is drawn whose margins are empty beside the passage: they are cut off."""
SHOWN = 0.52
"""Which part of a page's height is shown at once, with the passage in its middle."""


def show(reading_id: int, page: int | None, words: str, share: Box | None, shape: tuple[float, float] | None) -> None:
    """`share`: where the passage stands on the page, from 0 to 1; `shape`: width and height of the page."""
    if page is not None and shape is not None:
        st.html(_picture(reading_id, page, share, shape))
        st.caption(f"Page {page}")
    elif page is not None:
        st.caption(f"Page {page}")
    st.markdown(f"**The report's own words**\n\n{escaped(words) or 'None: the row was made of the whole report.'}")


def _picture(reading_id: int, page: int, share: Box | None, shape: tuple[float, float]) -> str:
    """All numbers here are the server's own: no word of a report stands in the markup."""
    width, height = shape
    left, top, across, down = share or (0.0, 0.0, 0.0, 0.0)
    mark = (
        f'<div class="page-mark" style="left:{left - 0.008:.2%};top:{top - 0.004:.2%};width:{across + 0.016:.2%};'
        f'height:{down + 0.008:.2%}"></div>'
        if share
        else ""
    )
    closer = CLOSER if share and left > MARGIN and left + across < 1 - MARGIN else 1.0
    begins = min(max(top + down / 2 - SHOWN / closer / 2, 0.0), 1 - SHOWN / closer)
    told = html.escape(f"Page {page} of the report" + (", with the passage marked" if share else ""))
    return (
        f'<div class="page-window" style="aspect-ratio:{width:.1f}/{height * SHOWN:.1f}">'
        f'<div class="page-sheet" style="width:{closer:.0%};margin-left:{(1 - closer) / 2:.1%};'
        f'aspect-ratio:{width:.1f}/{height:.1f};transform:translateY(-{begins:.2%})">'
        f'<img src="/report-page/{reading_id}/{page}" alt="{told}">{mark}</div></div>'
    )
