"""One official series as files that may leave the partnership, without small counts: its values, and its picture."""

import io
from collections.abc import Sequence
from textwrap import wrap

import vl_convert
from sqlmodel import Session

from cscp_core.drawing.looks import Look, config
from cscp_core.official import charts, export, pictures, service
from cscp_core.people.permissions import Actor, Permission, needs

WIDTH, LINE = 760, 110  # pixels; characters
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."


@needs(Permission.DOWNLOAD)
def series_csv(session: Session, actor: Actor, *, series_id: str) -> bytes:
    """Every value of a series in every release, as CSV.

    Raises:
        NotFound: the series is not known.
    """
    service.find_series(session, actor, series_id=series_id)
    text = io.StringIO()
    export.write_series(session, actor, out=text, series_id=series_id)
    return text.getvalue().encode("utf-8-sig")


@needs(Permission.DOWNLOAD)
def series_picture(
    session: Session, actor: Actor, *, series_id: str, place_code: str, comparators: Sequence[str], as_svg: bool
) -> bytes:
    """A series for one place over time, on white, with its finding and its source: PNG, or SVG as text.

    Raises:
        NotFound: the series or the place is not known.
    """
    details = {"series_id": series_id, "place_code": place_code}
    shown = pictures.picture(session, actor, comparators=comparators, leaves=True, **details)
    made = charts.over_time(shown)
    source = service.cite_newest(session, actor, series_id=series_id)
    below = [
        made.title,
        *shown.gaps,
        made.beneath,
        f"{charts.NOT_IN_REPORT}. {source}. {LICENCE}",
    ]
    title = {
        "text": wrap(shown.series.title, LINE),
        "subtitle": [line for text in below for line in wrap(text, LINE)],
        "anchor": "start",
        "offset": 12,
    }
    drawn = {**made.spec, "title": title, "width": WIDTH, "config": config(Look.PAPER)}
    if as_svg:
        return str(vl_convert.vegalite_to_svg(drawn)).encode()
    return bytes(vl_convert.vegalite_to_png(drawn, scale=2))
