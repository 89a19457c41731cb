"""Files behind an address of their own: which there are, and what each is made of."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.exports import official, service
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.year.rules import year_of
from feedback import published

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "docx": WORD,
    "xlsx": EXCEL,
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}
TAKEN_OUT = frozenset({"welfare-record.docx"})
"""Files of which a row of the trail says who took them, before they are given: they are made in a session that writes.
They are of no report."""
Asked = dict[str, str]


@needs(Permission.READ_REPORT)
def make_file(session: Session, actor: Actor, name: str, asked: Asked, year_begins: str) -> tuple[str, bytes, str]:
    """The media type, the content and the file name of what an address asks for. The services check who may.

    Raises:
        NotFound: there is no such file, or what it is about is not there.
        NotAllowed: the actor may not read it.
        ValueError: a number or a date in the address is none.
    """
    if name not in FILES:
        raise NotFound("There is no such file.")
    kind = KINDS[name.rpartition(".")[2]]
    known = asked if name in TAKEN_OUT else _of_a_report(session, actor, asked)
    content, as_name = FILES[name](session, actor, known, year_begins)
    return kind, content, as_name


@needs(Permission.READ_REPORT)
def unread_in(session: Session, actor: Actor, name: str, asked: Asked) -> list[str]:
    """Which comments of young people and lay members the actor's role reads for the first time in a file."""
    find = {"pack.docx": service.unread_in_pack, "record.docx": service.unread_in_record}.get(name)
    return find(session, actor, meeting_id=int(asked["meeting"])) if find else []


@needs(Permission.READ_REPORT)
def add_read_receipts(session: Session, actor: Actor, comment_ids: Sequence[str]) -> None:
    """Notes that the actor's role has read comments in a file, so that their writers hear of it."""
    published.add_read_receipts(session, actor, comment_ids=comment_ids)


def _of_a_report(session: Session, actor: Actor, asked: Asked) -> Asked:
    """What was asked, with the newest report where none is named, and none is needed."""
    if asked.get("from") == "nothing":
        return asked
    return asked | {"report": evidence.find_year(session, actor, report_id=asked.get("report", "")).report_id}


def _pack(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    meeting_id, large = int(asked.get("meeting", "")), asked.get("print") == "large"
    made = service.meeting_pack(session, actor, meeting_id=meeting_id, large_print=large)
    return made, f"meeting-{meeting_id}-pack{'-large-print' if large else ''}.docx"


def _record(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    meeting_id = int(asked.get("meeting", ""))
    return service.meeting_record(session, actor, meeting_id=meeting_id), f"meeting-{meeting_id}-record.docx"


def _register(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    return service.register_workbook(session, actor, report_id=asked.get("report", "")), "register.xlsx"


def _template(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    if asked.get("from") == "nothing":
        return service.template_workbook(session, actor), "report-template.xlsx"
    report_id = asked.get("report", "")
    return service.template_workbook(session, actor, report_id=report_id), f"{report_id}-next-year.xlsx"


def _report(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    report_id = asked.get("report", "")
    return service.report_workbook(session, actor, report_id=report_id), f"{report_id}.xlsx"


def _year(session: Session, actor: Actor, asked: Asked, begins: str) -> tuple[bytes, str]:
    year = year_of(date.fromisoformat(asked.get("starts", "")), begins)
    made = service.year_word(session, actor, report_id=asked.get("report", ""), year=year)
    return made, f"year-in-scrutiny-{year.starts}.docx"


def _trail(session: Session, actor: Actor, _asked: Asked, _begins: str) -> tuple[bytes, str]:
    return service.trail_csv(session, actor), "trail.csv"


def _own_text(session: Session, actor: Actor, _asked: Asked, _begins: str) -> tuple[bytes, str]:
    return published.own_data(session, actor, to_read=True), "my-data.txt"


def _own_json(session: Session, actor: Actor, _asked: Asked, _begins: str) -> tuple[bytes, str]:
    return published.own_data(session, actor, to_read=False), "my-data.json"


def _welfare_record(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    number = asked.get("number", "")
    return service.welfare_record(session, actor, number=number), f"welfare-record-{number}.docx"


def _series(session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    series_id = asked.get("series", "")
    return official.series_csv(session, actor, series_id=series_id), f"{series_id}.csv"


def _series_picture(ending: str, session: Session, actor: Actor, asked: Asked, _begins: str) -> tuple[bytes, str]:
    series_id, chosen = asked.get("series", ""), asked.get("with", "").split(",")
    made = official.series_picture(
        session,
        actor,
        series_id=series_id,
        place_code=asked.get("place", ""),
        comparators=chosen,
        as_svg=ending == "svg",
    )
    return made, f"{series_id}.{ending}"


FILES: dict[str, Callable[[Session, Actor, Asked, str], tuple[bytes, str]]] = {
    "pack.docx": _pack,
    "record.docx": _record,
    "register.xlsx": _register,
    "template.xlsx": _template,
    "report.xlsx": _report,
    "year.docx": _year,
    "trail.csv": _trail,
    "series.csv": _series,
    "series.png": partial(_series_picture, "png"),
    "series.svg": partial(_series_picture, "svg"),
    "my-data.txt": _own_text,
    "my-data.json": _own_json,
    "welfare-record.docx": _welfare_record,
}
