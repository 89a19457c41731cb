"""References to evidence, and what a status of an action needs before it may be given."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from cscp_core.errors import UpdateRefused
from cscp_core.evidence.rules import WorkStatus, counted
from cscp_core.free_text import SHORT, tidy

MOST_REFERENCES = 10


@dataclass(frozen=True)
class Reference:
    """Where evidence is: the app keeps no documents, only what they are called and who has them."""

    title: str
    owner: str
    dated: str
    held_at: str
    link: str = ""

    @property
    def words(self) -> str:
        parts = (self.title, self.owner, self.dated, f"held at {self.held_at}" if self.held_at else "", self.link)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Update:
    """What an agency last said of an action."""

    version: int
    status: WorkStatus
    words: str
    evidence: tuple[Reference, ...]
    next_by: date | None
    agency: str
    by: str
    at: datetime
    held: bool | None
    """Whether it held at a later re-check; None while nobody has looked again."""

    @property
    def shown(self) -> str:
        """The status in words; "embedded" only once what was done and evidenced held at a later re-check."""
        if self.status is WorkStatus.DONE_EVIDENCED and self.held is not None:
            return "embedded: done, evidenced, held at a re-check" if self.held else "done, evidenced; did not hold"
        return str(self.status)


def checked_references(rows: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references that name anything, tidied.

    Raises:
        UpdateRefused: one lacks its title or where it is held, its link is no web address, or there are too many.
        TextRefused: a part of one is too long.
    """
    kept = []
    for row in rows:
        parts = {
            name: tidy(part, f"the reference's {name.replace('_', ' ')}", most=SHORT, needed=False)
            for name, part in asdict(row).items()
        }
        if not any(parts.values()):
            continue
        if not parts["title"]:
            raise UpdateRefused("Give every reference a title.")
        if not parts["held_at"] and not parts["link"]:
            raise UpdateRefused(f"Say where {parts['title']!r} is held, or give its link.")
        if parts["link"] and not parts["link"].startswith(("https://", "http://")):
            raise UpdateRefused("A link begins with https:// or http://. Leave it empty if there is none.")
        kept.append(Reference(**parts))
    if len(kept) > MOST_REFERENCES:
        raise UpdateRefused(f"Give at most {counted(MOST_REFERENCES, 'reference')}.")
    return tuple(kept)


def fields_of(references: Sequence[Reference]) -> dict[str, str]:
    """Every part of the references by the name of its field: what it is, and which reference, from 0."""
    return {f"{part} {place}": text for place, one in enumerate(references) for part, text in asdict(one).items()}


def to_json(references: Sequence[Reference]) -> str:
    return json.dumps([asdict(one) for one in references], ensure_ascii=False)


def from_json(text: str) -> tuple[Reference, ...]:
    return tuple(Reference(**one) for one in json.loads(text or "[]"))


def check_update(status: WorkStatus, words: str, evidence: Sequence[Reference]) -> None:
    """Raises UpdateRefused unless a status comes with what it needs."""
    if status is WorkStatus.NOT_REPORTED:
        raise UpdateRefused("Choose how far the work has come.")
    if status is WorkStatus.DONE_EVIDENCED and not evidence:
        raise UpdateRefused(
            "Done, evidenced needs a reference to the evidence. Without one it is done, evidence awaited."
        )
    if status is WorkStatus.STOPPED and not words:
        raise UpdateRefused("Say why the work was stopped.")
