"""Contacts: every screen that tells one says a whole sentence, where it is set and where it is not."""

import pytest

from cscp_core.settings import settings
from feedback.comments import service
from feedback.comments.service import Content
from feedback.welfare import cover
from feedback.welfare.rules import NOT_SET, About, ContactKind
from feedback.welfare.service import ContactAnswer
from pages.components.welfare import contacts
from tests.conftest import REPORT
from tests.pages.conftest import act, everything

ABOUT = (REPORT.name, "claim", "claim-foreword-12")
WORDS = "020 7946 0991, by day"
TOLD = [
    ("your_words", "", ContactKind.CHILDRENS_SERVICES),
    ("your_words", "", ContactKind.PARTICIPATION_WORKER),
    ("your_words", "", ContactKind.READING_HOURS),
    ("carers", "", ContactKind.CARERS),
    ("young_home", "young.advisor", ContactKind.CHILDRENS_SERVICES),
    ("young_home", "young.advisor", ContactKind.PARTICIPATION_WORKER),
    ("say", "young.advisor", ContactKind.READING_HOURS),
    ("say", "lay.member", ContactKind.CHILDRENS_SERVICES),
    ("say", "lay.member", ContactKind.PARTICIPATION_WORKER),
    ("welfare", "safeguarding.lead", ContactKind.LADO),
]
"""Each screen that tells a contact, as whom it is looked at."""


def said_on(open_page, screen, by):
    if screen == "welfare":
        act(service.send, "young.advisor", about=ABOUT, content=Content(worry=About.WORKER, contact=ContactAnswer()))
    query = {"about": "claim", "of": ABOUT[2]} if screen == "say" else {}
    return everything(open_page(screen, by, **query)).replace("\\", "")


@pytest.mark.parametrize(("screen", "by", "kind"), TOLD)
def test_where_a_contact_is_not_set_the_screen_says_so_in_a_whole_sentence(open_page, screen, by, kind):
    said = said_on(open_page, screen, by)
    assert contacts.SENTENCES[kind][1] in said
    assert NOT_SET not in said
    assert ": ." not in said
    assert "{}" not in said


@pytest.mark.parametrize(("screen", "by", "kind"), TOLD)
def test_where_a_contact_is_set_the_screen_says_it(open_page, screen, by, kind):
    act(cover.set_contacts, "safeguarding.lead", version=0, words={kind: WORDS})
    said = said_on(open_page, screen, by)
    assert contacts.SENTENCES[kind][1] not in said
    assert WORDS in said


@pytest.mark.parametrize("kind", list(ContactKind))
def test_every_contact_has_a_sentence_for_both(kind):
    given, missing = contacts.SENTENCES[kind]
    assert "{}" in given
    assert missing.endswith(".")
    assert kind in {one for _, _, one in TOLD}


def test_a_contact_that_ends_in_a_full_stop_has_one(installation):
    act(cover.set_contacts, "safeguarding.lead", version=0, words={ContactKind.READING_HOURS: "On weekdays."})
    assert contacts.sentence(ContactKind.READING_HOURS) == "It is read at these times: On weekdays."


@pytest.mark.parametrize("name", ["CSCP_CHILDRENS_SERVICES_CONTACT", "CSCP_PARTICIPATION_WORKER"])
def test_an_empty_setting_counts_as_not_set(installation, monkeypatch, name):
    monkeypatch.setenv(name, " ")
    settings.cache_clear()
    assert set(cover.contacts_from_settings().values()) == {NOT_SET}


@pytest.mark.parametrize("words", ["", " ", NOT_SET])
def test_where_nobody_is_named_to_write_to_the_page_says_so(words):
    assert contacts.ask("Write to", words) == contacts.NOBODY
