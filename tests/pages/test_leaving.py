"""Leaving on the screens: the guided act, the link shown once, and the page that the link opens without signing in."""

import re

import pytest

from cscp_core import start
from cscp_core.people import reminders
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.rules import Choice
from cscp_core.people.tables import Leaving
from cscp_core.scrutiny.challenges import handover
from cscp_core.storage.session import today
from feedback.comments import checking, service
from feedback.comments.rules import Readers
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from tests.conftest import REPORT
from tests.pages.conftest import act
from tests.pages.test_saying import labels, press, told

WORDS = "Nobody told us."


@pytest.fixture
def wrote(installation):
    """A published comment of a Young Advisor."""
    content = Content(words=WORDS, readers=Readers.ANYWHERE)
    made = act(service.send, "young.advisor", about=(REPORT.name, "claim", "claim-foreword-12"), content=content)
    act(checking.let_stand, "business.manager", comment_id=made, version=1)
    return made


def who(username="young.advisor"):
    with start.store().reading() as session:
        return people.find_person(session, SYSTEM, username=username)


@pytest.fixture
def token(wrote):
    found = who()
    return act(handover.disable_voice, "business.manager", account_id=found.account_id, version=found.version)


@pytest.fixture
def open_link(open_page, token):
    def opened(link=token):
        return open_page("leaving", "", token=link)

    return opened


def test_disabling_a_young_advisor_first_says_what_happens_to_their_words(open_page, wrote):
    page = open_page("people", "business.manager")
    place = f"leaving/{who().account_id}"
    page = next(one for one in page.button if (one.key or "").startswith(place)).click().run()
    said = "".join(one.value for one in page.markdown)
    assert "They decide what happens to them, not you." in said
    assert "even somebody whom you disable because of a suspicion" in said
    assert not who().disabled


def test_the_link_opens_their_words_without_signing_in(open_link):
    page = open_link()
    said = told(page)
    assert WORDS in said
    assert "as often as you like" in said
    assert {"Take it back", "Take everything back", "Save my choice"} <= labels(page)
    assert not labels(page) & {"Change it", "Yes", "No", "Ask the scrutineer to look again", "Let fewer people read it"}


def test_the_copies_have_addresses_of_the_link_alone(open_link, token):
    page = open_link()
    addresses = [one.proto.url for one in page.get("link_button")]
    assert addresses == [f"/leaving/my-data.txt?token={token}", f"/leaving/my-data.json?token={token}"]


def test_the_link_is_kept_nowhere_but_in_the_address(open_link, token):
    page = open_link()
    assert "leaving choice" in repr(page.session_state)
    assert token not in repr(page.session_state)


def test_what_is_chosen_is_kept(open_link):
    page = open_link()
    choice = next(one for one in page.radio if one.label.startswith("After "))
    assert choice.value is None
    choice.set_value(Choice.GO)
    page = press(page, "Save my choice")
    assert [one.value for one in page.success] == [r"Your choice is saved\."]
    with start.store().reading() as session:
        assert session.get(Leaving, who().account_id).chosen == "go"


def test_without_a_choice_it_asks_for_one(open_link):
    page = press(open_link(), "Save my choice")
    assert "Choose one of the two first" in page.error[0].value


@pytest.mark.parametrize("link", ["", "wrong"])
def test_another_link_shows_nothing(open_link, link):
    page = open_link(link)
    assert "This link has ended" in told(page)
    assert WORDS not in told(page)
    assert not labels(page) & {"Take everything back", "Save my choice"}


def test_once_its_owner_is_let_in_again_the_link_shows_nothing(open_link):
    found = who()
    act(people.enable_account, "business.manager", account_id=found.account_id, version=found.version)
    assert "This link has ended" in told(open_link())


def test_a_new_link_is_shown_once_to_its_maker(open_page, token):
    page = open_page("people", "business.manager")
    page = press(page, "New link to their words")
    (link,) = [one.value for one in page.code]
    assert re.search(r"/leaving\?token=[\w-]{43}$", link)
    assert token not in link
    assert not page.run().code


def test_a_reminder_stands_on_to_do_once_its_month_has_come(open_page, installation):
    with start.store().reading() as session:
        month = today(session)
    known = {"account_id": who().account_id, "version": 0, "age": 18, "month": month}
    act(reminders.set_reminder, "business.manager", **known)
    page = open_page("to_do", "business.manager")
    assert f"about turning 18, since {month:%B %Y}" in told(page)
    page = press(page, "We have talked")
    assert "about turning 18" not in told(page)


def test_a_comment_of_who_left_is_still_there_for_the_others(open_page, token, wrote):
    with start.store().reading() as session:
        assert session.get(Comment, wrote).words == WORDS
    assert WORDS in told(open_page("heard", "scrutineer"))
