"""Official series whose change a report is expected to tell, each with the theme that it is about. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cscp_core.evidence.views import Theme
from cscp_core.official.catalogue import FOLDER, read_rows


@dataclass(frozen=True, kw_only=True)
class WatchedSeries:
    """A series, the theme that it is about, and the series that tell the same."""

    series_id: str
    theme_id: str
    told_by: tuple[str, ...]


def watched_series(themes: Sequence[Theme]) -> list[WatchedSeries]:
    """Those that one of these themes is about, in the order of data/official/watched.csv."""
    found = [
        WatchedSeries(
            series_id=row["series_id"],
            theme_id=_theme_of(themes, row["themes"].split("|")),
            told_by=tuple(row["told_by"].split()),
        )
        for row in read_rows(FOLDER / "watched.csv")
    ]
    return [one for one in found if one.theme_id]


def _theme_of(themes: Sequence[Theme], words: Iterable[str]) -> str:
    """The theme that is named in these words, the first of them first; empty where there is none."""
    for wanted in words:
        for theme in themes:
            if re.search(rf"\b{re.escape(wanted)}", theme.name, re.IGNORECASE):
                return theme.theme_id
    return ""
