"""What the server writes down about itself: one line an event, and of an error where it happened, never what it said.

The message of an exception may hold whatever somebody typed: a database repeats the values that it refused. So no
logger of this process, Streamlit's included, writes such a message; it writes the kind of error and the lines of code.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from cscp_core.errors import CscpError

LOG = "cscp"
TAB = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)  # the id of a tab, or of an upload
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_make_record = logging.getLogRecordFactory()


def set_up(*, as_json: bool) -> None:
    """Makes every logger of this process speak so. Doing it again changes nothing."""
    logging.setLogRecordFactory(_without_messages)
    log = logging.getLogger(LOG)
    if not log.handlers:
        log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)
    log.propagate = False
    if as_json:
        known = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
        for handler in (handler for one in [logging.root, *known] for handler in one.handlers):
            handler.setFormatter(JsonLines())


class JsonLines(logging.Formatter):
    """A record as one line of JSON: moment, level, logger, what is said, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        told |= getattr(record, "facts", {})
        if record.exc_text:
            told["raised"] = record.exc_text
        return json.dumps(told, ensure_ascii=False)


def raised(error: Raised) -> str:
    """The kind of an exception and where it came from, and the same of what caused it; no word of its messages."""
    said: list[str] = []
    one = error[1]
    while one is not None and len(said) < 5:
        frames = traceback.extract_tb(one.__traceback__)
        places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        said.append(f"{type(one).__module__}.{type(one).__qualname__} at {places or 'no place'}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "; because of ".join(said)


def _without_messages(*told: Any, **more: Any) -> logging.LogRecord:
    record = _make_record(*told, **more)
    if record.exc_info:
        record.exc_text = raised(record.exc_info)
        record.exc_info = None
    if isinstance(record.args, tuple):
        record.args = tuple(_kind_of(one) for one in record.args)
    if record.name.startswith("streamlit"):
        record.msg, record.args = TAB.sub("…", record.getMessage()), ()
    return record


def _kind_of(value: object) -> object:
    """An exception that is handed over to be written into a sentence: its kind alone, unless it is ours."""
    if isinstance(value, BaseException) and not isinstance(value, CscpError):
        return type(value).__name__
    return value
