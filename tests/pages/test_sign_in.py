"""What a tab holds of the person who signs in, and against what every run of it is held."""

import hashlib

from sqlmodel import select
from streamlit.testing.v1 import AppTest

from cscp_core import start
from cscp_core.people import demo, seal, sign_in
from cscp_core.people.tables import SignInSession
from cscp_core.settings import settings
from tests.pages.conftest import COOKIES, actor_of, cookies_of, everything, token_for

BROWSER = hashlib.sha256(b"a number").hexdigest()


def sign_in_on(page: AppTest, password: str = demo.PASSWORD) -> AppTest:
    page.text_input(key="sign-in user name").set_value("scrutineer")
    page.text_input(key="sign-in password").set_value(password)
    return page.button[0].click().run()


def held_by(page: AppTest) -> str:
    return repr(page.session_state)


def test_a_right_password_shows_no_page_but_a_ticket_that_the_tab_does_not_keep(open_page):
    page = sign_in_on(open_page("notebook"))
    assert [one.value for one in page.title] == ["Signing you in"]
    assert "Notebook" not in everything(page)
    shown = "".join(one.proto.body for one in page.get("html"))
    (ticket,) = [part.split('"')[0] for part in shown.split('data-cscp-ticket="')[1:]]
    assert ticket not in held_by(page)
    assert demo.PASSWORD not in held_by(page)
    with start.store().writing() as session:
        assert sign_in.who_is(session, ticket) is None
        token = sign_in.exchange_ticket(session, ticket, browser=BROWSER)
        assert sign_in.who_is(session, token).username == "scrutineer"


def test_a_wrong_password_is_said_and_not_kept(open_page):
    page = sign_in_on(open_page("notebook"), "wrong")
    assert ["do not match" in one.value for one in page.error] == [True]
    assert page.text_input(key="sign-in password").value == ""
    assert "wrong" not in held_by(page)


def test_a_browser_that_keeps_no_cookies_is_told_so(open_page):
    page = open_page("notebook")
    page.session_state[COOKIES] = {}
    sign_in_on(page)
    assert ["does not keep this app's cookies" in one.value for one in page.error] == [True]
    with start.store().reading() as session:
        assert session.exec(select(SignInSession)).all() == []


def test_a_tab_of_somebody_who_is_signed_in_holds_nothing_that_signs_in(open_page):
    page = open_page("notebook", "scrutineer")
    cookies = page.session_state[COOKIES]
    assert [one.value for one in page.title] == ["Notebook"]
    del page.session_state[COOKIES]
    assert seal.read_cookies(cookies, settings()).token not in held_by(page)
    assert page.run().text_input(key="sign-in user name").value == ""


def test_a_tab_whose_connection_shows_somebody_else_forgets_all_that_it_held(open_page):
    page = open_page("notebook", "scrutineer")
    page.session_state["words of the scrutineer"] = "private"
    page.session_state[COOKIES] = cookies_of(token_for("business.manager"))
    page.run()
    assert "words of the scrutineer" not in page.session_state


def test_a_tab_whose_account_was_disabled_is_signed_out_and_forgets_all_that_it_held(open_page):
    page = open_page("notebook", "scrutineer")
    page.session_state["words of the scrutineer"] = "private"
    with start.store().writing() as session:
        sign_in.end_all(session, actor_of("scrutineer").account_id)
        session.commit()
    page.run()
    assert page.text_input(key="sign-in user name").value == ""
    assert "words of the scrutineer" not in page.session_state
