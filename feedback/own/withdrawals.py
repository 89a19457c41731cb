"""What was taken back, narrowed or erased, noted outside the database, so that an older copy of it learns of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from cscp_core.errors import StorageUnavailable
from cscp_core.people.permissions import VOICES
from cscp_core.people.tables import Account
from cscp_core.storage import sealed_lines
from cscp_core.storage.sealed_lines import Line, Origin
from cscp_core.storage.session import now

KIND = "withdrawal"
ACCOUNT = "account"
UNNAMED = "of an earlier version that asks to erase an account and names no installation: erase that person again"
NOBODY_WHO_COMMENTS = "that asks to erase somebody who is neither a Young Advisor nor a lay member"


@dataclass(frozen=True)
class Withdrawal:
    """`kind` is "comment", "check again" for one that may not be read as it stood, "narrowed" for one that fewer may
    read, with who still may, "not agreed" for an agreement that was taken back (comment/account), or "account" for a
    person who was erased."""

    kind: str
    which: str
    at: datetime
    readers: str = ""


def note_comment(session: Session, comment_id: str) -> None:
    """Notes that a comment is being taken back, before the database does: if the database then fails, the next start
    does it."""
    _append_note(session, "comment", comment_id)


def note_check_again(session: Session, comment_id: str) -> None:
    """Notes that a published comment may not be read as it stood any more: it was changed, held or taken out of sight.
    An older copy of the database has it checked again."""
    _append_note(session, "check again", comment_id)


def note_narrowed(session: Session, comment_id: str, readers: str) -> None:
    """Notes who may still read a comment. It stands as it was checked, also in an older copy: for these readers."""
    _append_note(session, "narrowed", comment_id, readers=readers)


def note_not_agreed(session: Session, comment_id: str, account_id: int) -> None:
    """Notes that somebody no longer agrees to a wording of a joint view."""
    _append_note(session, "not agreed", f"{comment_id}/{account_id}")


def note_account(session: Session, account_id: int) -> None:
    _append_note(session, ACCOUNT, str(account_id))


def read_log(session: Session) -> Iterator[Withdrawal]:
    """Everything that this installation noted, oldest first.

    A line of an earlier version names no installation. Numbers of comments are random, so where it is about a comment
    it can only be about this one; numbers of accounts are not, so nobody is erased by one.
    """
    for line in _own_lines(session):
        one = _withdrawal(line)
        if one and (line.origin is Origin.OURS or (line.origin is Origin.EARLIER and one.kind != ACCOUNT)):
            yield one


def may_erase(account: Account | None) -> bool:
    """Whether an account is of somebody whom the app erases, and has not erased yet."""
    return account is not None and account.role in VOICES and not account.username.startswith("erased-")


def describe_skipped_lines(session: Session) -> str:
    """One sentence on the lines that were not followed; empty when there are none."""
    path: Path | None = session.info["withdrawals"]
    reasons = filter(None, (_why_not(session, line) for line in _own_lines(session)))
    return sealed_lines.describe_skipped_lines(path, reasons) if path else ""


def _why_not(session: Session, line: Line) -> str:
    one = _withdrawal(line)
    if line.origin in (Origin.ANOTHER, Origin.FORGED):
        return str(line.origin)
    if one is None or one.kind != ACCOUNT:
        return ""
    account = find_account(session, one)
    if account is None or account.made_at > one.at:
        return ""
    if line.origin is Origin.EARLIER and may_erase(account):
        return UNNAMED
    return NOBODY_WHO_COMMENTS if line.origin is Origin.OURS and account.role not in VOICES else ""


def find_account(session: Session, one: Withdrawal) -> Account | None:
    """The account that a line about one names."""
    number = one.which if one.which.isascii() and one.which.isdecimal() and len(one.which) < 10 else "0"
    return session.get(Account, int(number))


def _own_lines(session: Session) -> Iterator[Line]:
    path: Path | None = session.info["withdrawals"]
    return sealed_lines.read_lines(session, path, KIND) if path else iter(())


def _withdrawal(line: Line) -> Withdrawal | None:
    said = line.facts
    try:
        at = datetime.fromisoformat(said["at"])
        return Withdrawal(str(said["kind"]), str(said["which"]), at, str(said.get("readers", "")))
    except (ValueError, KeyError, TypeError):
        return None


def _append_note(session: Session, kind: str, which: str, **more: str) -> None:
    path: Path | None = session.info["withdrawals"]
    if path is None:
        return
    try:
        sealed_lines.append_line(session, path, KIND, kind=kind, which=which, at=now(session).isoformat(), **more)
    except OSError as error:
        raise StorageUnavailable("Nothing was taken back: it could not be noted safely. Try again shortly.") from error
