"""Whom to ring and to ask, for every screen, also while nobody is signed in or the database is away."""

from cscp_core.errors import StorageUnavailable
from feedback.welfare import cover
from feedback.welfare.rules import NOT_SET, ContactKind
from pages.components import until_commit

NOBODY = "The partnership has not yet said who to ask here."
SENTENCES = {
    ContactKind.CHILDRENS_SERVICES: (
        "Children's services here: {}.",
        "The partnership has not given a number of children's services here yet.",
    ),
    ContactKind.PARTICIPATION_WORKER: (
        "To talk to someone first: {}.",
        "The partnership has not yet said who you can talk to first.",
    ),
    ContactKind.LADO: (
        "This is about a worker. It goes to the LADO: {}.",
        "This is about a worker. It goes to the LADO. Their contact is not set here yet: find it, and set it under "
        "Cover and contacts.",
    ),
    ContactKind.READING_HOURS: (
        "It is read at these times: {}.",
        "The partnership has not said yet at what times it is read.",
    ),
    ContactKind.CARERS: (
        "How the partnership involves you before somebody under 16 takes part:\n{}",
        "The partnership has not said yet how it involves you before somebody under 16 takes part.",
    ),
}
"""What is said of each contact where it is set, and where it is not: whole sentences, so that both make sense."""


def read_contacts() -> dict[ContactKind, str]:
    """What the safeguarding lead has set; where the database cannot say, what the installation sets."""
    try:
        return until_commit.read_kept(cover.find_contacts, cover.find_contacts)
    except StorageUnavailable:
        return cover.contacts_from_settings()


def sentence(kind: ContactKind) -> str:
    """One contact as a sentence, or that it is not set yet."""
    words = read_contacts()[kind]
    given, missing = SENTENCES[kind]
    if words == NOT_SET:
        return missing
    return given.format(words.removesuffix(".") if given.endswith(".") else words)


def ask(before: str, words: str) -> str:
    """A sentence that says whom to ask, or that nobody has been named yet."""
    return NOBODY if words.strip() in ("", NOT_SET) else f"{before} {words}."
