"""Pages under AppTest: the real main script, the real report, signed in as the person a test names."""

import functools
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from sqlmodel import select
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from cscp_core import start
from cscp_core.people import directory, seal, sign_in
from cscp_core.people.permissions import Actor
from cscp_core.people.tables import Account
from cscp_core.reconciliation import official_record
from cscp_core.reconciliation.record_rows import RecordRow
from cscp_core.settings import settings
from cscp_core.storage.session import Session
from pages.components import menu
from pages.components.frame import connection
from tests.people.signing import BROWSER
from tests.scenes import Record

ROOT = Path(__file__).resolve().parent.parent.parent
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True, scope="session")
def packages_are_searched_once() -> Iterator[None]:
    """Streamlit looks through every installed package for components whenever a page is opened under AppTest."""
    with pytest.MonkeyPatch.context() as patch:
        found = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", functools.cache(found))
        yield


@pytest.fixture(autouse=True, scope="session")
def garbage_is_left_to_python() -> Iterator[None]:
    """Streamlit searches the whole heap for garbage after every run, and here it is that of ten thousand tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script_runner, "gc", SimpleNamespace(collect=lambda _generation: 0))
        yield


@pytest.fixture(autouse=True, scope="session")
def scripts_are_compiled_once() -> Iterator[None]:
    """Streamlit keeps what it compiled while its server runs. Under AppTest each run would be a server of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "ScriptCache", functools.cache(ScriptCache))
        yield


COOKIES = "the cookies of this tab"


@pytest.fixture(autouse=True)
def a_tab_has_its_cookies_by_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest has no connection, so that a page would find no cookies: they are what a test has given to the tab."""
    monkeypatch.setattr(connection, "cookies", lambda: st.session_state.get(COOKIES, {seal.BROWSER: "a number"}))


def cookies_of(token: str) -> dict[str, str]:
    """The cookies of a browser that has signed in."""
    sealed = seal.seal_token(token, datetime.now() + timedelta(hours=1), settings().signing_key)
    return {seal.BROWSER: "a number", seal.COOKIE: sealed}


@pytest.fixture
def installation(fresh_process: None, rehearsed: Path) -> Iterator[None]:
    """This process runs the demonstration with the real report and the rehearsal, in a var folder of its own."""
    yield from installed(rehearsed)


def installed(template: Path) -> Iterator[None]:
    """This process runs a demonstration on a copy of a database, in the var folder that its settings name."""
    settings().var_dir.mkdir(parents=True)
    shutil.copy(template, settings().var_dir / "demo.sqlite3")
    st.cache_resource.clear()
    yield
    start.store().engine.dispose()
    st.cache_resource.clear()


@pytest.fixture
def with_official_statistics(
    fresh_process: None, with_official: Path, record_as_shipped: Record, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The demonstration with the official statistics that come with the app. Against others than these the app holds
    the report itself."""
    find = official_record.against_report

    def against_report(session: Session, actor: Actor, *, report_id: str) -> list[RecordRow]:
        if official_record.cache_key(session, actor, report_id=report_id) == record_as_shipped.key:
            return list(record_as_shipped.rows)
        return find(session, actor, report_id=report_id)

    monkeypatch.setattr(official_record, "against_report", against_report)
    yield from installed(with_official)


def token_for(username: str) -> str:
    """Opens a session for a demonstration account, without the work of a password."""
    with start.store().writing() as session:
        account = session.exec(select(Account).where(Account.username == username)).one()
        attempt = sign_in.SignInAttempt(account.account_id, b"", "none")
        ticket = sign_in.open_session(session, attempt, settings(), browser=BROWSER)
        return sign_in.exchange_ticket(session, ticket, browser=BROWSER)


@pytest.fixture
def open_page(installation: None) -> Open:
    """Opens a page file through the main script; `by` is a demonstration account, or nobody."""

    def opened(file: str, by: str = "", **query: str) -> AppTest:
        page = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=30)
        if by:
            page.session_state[COOKIES] = cookies_of(token_for(by))
        for name, value in query.items():
            page.query_params[name] = value
        return at_address(page, menu.SCREENS[file].address).run()

    return opened


def at_address(page: AppTest, address: str) -> AppTest:
    """The same before its first run, at an address: `switch_page` takes a file's name for it, which it may not be."""
    page._page_hash = calc_hash(address)
    return page


def actor_of(username: str) -> Actor:
    """A demonstration account as the actor."""
    with start.store().reading() as session:
        return directory.actor_of(session.exec(select(Account).where(Account.username == username)).one())


def act(does: Callable[..., Any], whose: str, **details: Any) -> Any:
    """What somebody does with a service, outside any page."""
    actor = actor_of(whose)
    with start.store().writing() as session:
        return does(session, actor, **details)


def everything(page: AppTest) -> str:
    """All text that a page shows, one element a line."""
    said = []
    for element in page.main:
        for name in ("value", "label", "body"):
            told = getattr(element, name, None)
            if isinstance(told, str):
                said.append(told)
    for table in page.table:
        said.append(table.value.to_string())
    return "\n".join(said)
