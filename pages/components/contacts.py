"""Whom to ring and to ask, for every screen, also while nobody is signed in or the database is away."""

from cscp_core import start
from cscp_core.errors import StorageUnavailable
from feedback.welfare import service
from feedback.welfare.rules import NOT_SET, ContactKind

NOBODY = "The partnership has not yet said whom to ask here."


def known() -> dict[ContactKind, str]:
    """What the safeguarding lead has set; where the database cannot say, what the installation sets."""
    try:
        with start.store().reading() as session:
            return service.contacts(session)
    except StorageUnavailable:
        return service.contacts_outside()


def told(words: str) -> str:
    """A contact within a sentence, or in plain words that there is none yet."""
    return "the partnership has not said yet" if words == NOT_SET else words


def ask(before: str, words: str) -> str:
    """A sentence that says whom to ask, or that nobody has been named yet."""
    return NOBODY if words == NOT_SET else f"{before} {words}."
