"""The leak hunt: one table says who may read which words, and they are found there and nowhere else.

Every page as everybody, every file, the search, the logs, the notices, the refusals and the trail are looked through
for the words of a comment in each state, and for the name of who wrote it.
"""

import io
import logging
import shutil

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from cscp_core import start
from cscp_core.errors import CscpError, NotAllowed, NotFound
from cscp_core.exports import files
from cscp_core.notices.rules import message
from cscp_core.notices.tables import Notice
from cscp_core.people.leaving import who_left
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.tables import Account
from cscp_core.scrutiny.search import service as searching
from cscp_core.settings import settings
from cscp_core.storage.session import wall_clock
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import CommentsAction
from feedback import published
from feedback.comments import checking, service
from feedback.comments.rules import Readers, Reason
from feedback.comments.tables import Comment
from feedback.welfare import following_up
from feedback.welfare import service as welfare
from feedback.welfare.rules import How
from feedback.welfare.tables import Concern
from pages.components.menu import SCREENS
from tests.conftest import REPORT
from tests.databases import settle
from tests.nightly import sampled
from tests.pages import hunted
from tests.pages.conftest import act, actor_of, everything
from tests.pages.hunted import AUTHOR, CLAIM, NAME, THEME, WORKER
from tests.pages.test_every_page import ITEMS, TABS

PEOPLE = {
    "author": AUTHOR,
    "another Young Advisor": "young.advisor.2",
    "lay member": "lay.member",
    "scrutineer": "scrutineer",
    "partner": "council.partner",
    "business manager": "business.manager",
    "safeguarding lead": "safeguarding.lead",
    "deputy": "safeguarding.deputy",
    "participation worker": WORKER,
    "nobody": "",
}
BY_DAY = (
    "another Young Advisor", "lay member", "partner", "scrutineer", "business manager", "safeguarding lead", "nobody",
)  # fmt: skip
"""Whose every page is walked through by day; everybody else's at night."""
FILES = (
    "pack.docx", "record.docx", "register.xlsx", "template.xlsx", "report.xlsx", "year.docx", "my-data.txt",
    "my-data.json", "trail.csv", "series.csv", "series.png", "series.svg", "welfare-record.docx",
)  # fmt: skip
EVERYBODY = {name for name in PEOPLE if name not in ("nobody", "participation worker")}
"""Who reads what is published here; those who write for others read what anybody may."""
PRINT = {f"pack.docx of the {name}" for name in ("scrutineer", "partner", "business manager", "lay member", "system")}
OWN = {"author", "my-data.txt of the author", "my-data.json of the author"}
DEPUTY_ALONE = {"deputy", "welfare-record.docx of the deputy"}
LOOK_AFTER = DEPUTY_ALONE | {"safeguarding lead", "welfare-record.docx of the safeguarding lead"}
SEES = {
    "Draftword": OWN,
    "Sentword": OWN | {"business manager"},
    "Backword": OWN,
    "Againword": OWN | {"scrutineer"},
    "Recallword": OWN,
    "Heldword": OWN | LOOK_AFTER,
    "Reachword": OWN | LOOK_AFTER,
    "Spokeword": LOOK_AFTER,
    "Leadword": OWN | DEPUTY_ALONE,
    "Wayword": OWN | DEPUTY_ALONE,
    "Trustword": DEPUTY_ALONE,
    "Goneword": set(),
    "Narrowword": OWN | {"scrutineer", "business manager"},
    "Partnerword": OWN | {"scrutineer", "business manager", "partner"},
    "Lackword": OWN | {"scrutineer", "business manager", "partner"},
    "Addedword": OWN | {"scrutineer", "business manager", "partner"},
    "Addsentword": OWN | {"business manager"},
    "Takenword": set(),
    "Lessword": OWN | {"scrutineer", "business manager"},
    "Changedword": set(),
    "Newword": OWN | {"scrutineer", "business manager", "partner"},
    "Openword": EVERYBODY | OWN | PRINT | {"nobody", "participation worker"},
    "Askword": EVERYBODY | OWN | PRINT,
    "Penword": {"business manager"},
    "Pensaidword": {"scrutineer", "business manager", "partner"},
    "Penworryword": LOOK_AFTER,
    "Penopenword": EVERYBODY | PRINT | {"nobody", "participation worker"},
    "Penbackword": set(),
    "Penheldword": DEPUTY_ALONE,
    "Viewword": OWN | {"business manager"},
    "Sharedword": OWN | {"another Young Advisor", "business manager"},
    "Viewbackword": OWN,
    "Viewheldword": OWN | DEPUTY_ALONE,
}
"""Who may read the words of: a draft · sent · sent back · sent back and asked to look again · taken out of sight
· held, how its writer may be contacted, what was noted of a contact · the same three of a worry about the lead
· withdrawn · published for the scrutineer · for partners too, of a finding, and as what is missing from a theme
· what is still missing from the reply to the first, and from another before it was checked · in an issue that anybody
reads, and then taken back · narrowed · changed, and the words that took their place
· for meetings and reports, and in that issue · a question on an agenda
· written down for somebody who asked: sent · published for partners too · a worry
· published for meetings and reports, and in that issue · sent back · held, about the lead
· for a view together: sent · checked and shown to the others · sent back · held, about the lead."""
KNOWS_THE_NAME = OWN | LOOK_AFTER
ACCOUNTS = {("people", "business manager")} | {
    (screen, who) for screen in ("welfare", "home") for who in ("safeguarding lead", "deputy")
}
"""Where the name may stand beside nothing that was written, but for the lead's and deputy's own record of a worry."""
QUERIES = ITEMS | {
    "claim": {"id": CLAIM},
    "theme": {"theme": THEME},
    "say": {"about": "claim", "of": CLAIM},
    "meeting": {"id": "2"},
    "in_meeting": {"id": "2"},
    "projector": {"id": "2"},
    "ending": {"id": "2"},
}


@pytest.fixture(scope="module")
def said_once(tmp_path_factory):
    """Where what was said is kept, for the tests after the first: the database, and what was logged meanwhile."""
    return tmp_path_factory.mktemp("said")


@pytest.fixture
def voices(installation, said_once, caplog):
    """A comment in every state by one Young Advisor, on a claim that stands on the agenda of an open meeting."""
    caplog.set_level(logging.DEBUG)
    kept, here = said_once / "demo.sqlite3", settings().var_dir / "demo.sqlite3"
    if kept.exists():
        shutil.copy(kept, here)
        return
    hunted.say_everything()
    settle(start.store())
    shutil.copy(here, kept)
    (said_once / "log").write_text(caplog.text)


def found_in(said):
    return {word for word in SEES if word in said}


@pytest.mark.parametrize("who", sampled(PEOPLE, BY_DAY))
@pytest.mark.timeout(600)
def test_on_every_page_a_reader_finds_the_words_that_the_table_grants_and_no_others(voices, open_page, caplog, who):
    found, named = set(), set()
    walks = [(file, QUERIES.get(file, {})) for file in SCREENS]
    walks += [("theme", {"theme": THEME, "tab": tab}) for tab in TABS if who != "nobody"]
    walks += [("search", {"q": "Openword"})] if who in EVERYBODY else []
    for file, query in walks:
        page = open_page(file, PEOPLE[who], **query)
        assert not page.exception
        if file == "our_view" and page.selectbox:
            page.selectbox(key="view topic").set_value(THEME).run()
        said = everything(page).replace(str(query.get("q")), "")
        found |= found_in(said)
        named |= {(file, who)} if NAME in said or AUTHOR in said else set()
    assert found == {word for word, readers in SEES.items() if who in readers}
    assert named <= ACCOUNTS
    assert found_in(caplog.text) == set()
    assert NAME not in caplog.text


def test_no_search_of_anybody_finds_what_was_said_or_who_said_it(voices):
    actors = [actor_of(PEOPLE[who]) for who in EVERYBODY]  # without who may not search
    asked = [(actor, word) for actor in actors for word in (*SEES, NAME, AUTHOR)]
    with start.store().reading() as session:
        found = [searching.search(session, actor, report_id=REPORT.name, text=word) for actor, word in asked]
    told = [f"{hit.text} {hit.said} {hit.plain}" for one in found for hit in one.hits]
    told += [word for one in found for word in (*one.like, *(used for _, used in one.mended))]
    assert [one for one in told if any(word.casefold() in one.casefold() for _, word in asked)] == []
    assert all(one.with_all == 0 or one.mended for one in found)


def test_who_writes_for_others_may_not_search(voices):
    with start.store().reading() as session, pytest.raises(NotAllowed):
        searching.search(session, actor_of(PEOPLE["participation worker"]), report_id=REPORT.name, text="Dictword")


@pytest.mark.parametrize("word", hunted.WRITTEN_DOWN)
def test_by_a_code_its_holder_finds_their_own_words_and_no_others(voices, open_page, word):
    code = hunted.code_for(word)
    page = open_page("by_code").text_input[0].input(code).run()
    assert not page.exception
    assert found_in(everything(page)) == {word}
    with start.store().reading() as session:
        copies = [published.own_data(session, who_left(session, code), to_read=one) for one in (True, False)]
    assert [found_in(one.decode("utf-8-sig")) for one in copies] == [{word}, {word}]
    assert NAME not in everything(page)


def test_what_was_logged_while_it_was_said_holds_neither_words_nor_writer(voices, said_once):
    logged = (said_once / "log").read_text()
    assert found_in(logged) == set()
    assert NAME not in logged


def text_of(name, content):
    if name.endswith(".docx"):
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([one.text for one in document.paragraphs] + cells)
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return content.decode("utf-8-sig", errors="replace")  # of a picture, what it says of itself


def test_every_file_holds_the_words_that_the_table_grants_and_no_others(voices, caplog):
    found = {word: set() for word in SEES}
    knows = set()
    assert set(FILES) == set(files.FILES)
    actors = {who: actor_of(username) for who, username in PEOPLE.items() if username} | {"system": SYSTEM}
    with start.store().reading() as session:
        numbers = session.exec(select(Concern.number)).all()
    asked = [{"meeting": "2", "starts": "2026-04-01", "series": "d5.cpp-at31"}]
    records = [{"number": one} for one in numbers]
    tries = [(name, one) for name in FILES for one in (records if name in files.TAKEN_OUT else asked)]
    for name, details in tries:
        opened = start.store().writing if name in files.TAKEN_OUT else start.store().reading
        for who, actor in actors.items():
            try:
                with opened() as session:
                    _, content, _ = files.make_file(session, actor, name, details, "04-01")
            except (NotAllowed, NotFound):
                continue
            said = text_of(name, content)
            for word in found_in(said):
                found[word].add(f"{name} of the {who}")
            if NAME in said or AUTHOR in said:
                knows.add(f"{name} of the {who}")
    assert found == {word: {one for one in readers if " of the " in one} for word, readers in SEES.items()}
    assert knows <= KNOWS_THE_NAME
    assert found_in(caplog.text) == set()


def test_no_notice_says_what_was_written_or_by_whom(voices):
    with start.store().reading() as session:
        rows = session.exec(select(Notice)).all()
    said = "\n".join(f"{row.kind.value} {row.address} {row.kind} {message('http://here', row.address)}" for row in rows)
    assert rows
    assert found_in(said) == set()
    assert NAME not in said
    assert AUTHOR not in said


def test_the_trail_holds_neither_words_nor_writer(voices):
    with start.store().reading() as session:
        rows = session.exec(select(TrailRow)).all()
        author = session.exec(select(Account.account_id).where(Account.username == AUTHOR)).one()
    said = "\n".join(f"{row.who} {row.role} {row.action} {row.subject} {row.detail}" for row in rows)
    assert CommentsAction.SENT in said
    assert found_in(said) == set()
    assert NAME not in said
    assert [row for row in rows if row.who == f"account {author}"] == []


ACTS = [
    (service.withdraw, {}),
    (service.narrow, {"readers": Readers.SCRUTINEER}),
    (service.ask_to_look_again, {}),
    (checking.let_stand, {}),
    (checking.send_back, {"reason": Reason.IDENTIFIES, "told": "No."}),
    (checking.unpublish, {"told": "No."}),
    (checking.settle_again, {"publishes": True}),
]

WELFARE = [
    (welfare.acknowledge, {}),
    (welfare.hand_over, {"to": "Front door", "reference": "Z"}),
    (welfare.close, {"outcome": "Assessed"}),
    (welfare.give_back, {}),
    (following_up.record_contact, {"at": wall_clock(), "how": How.MESSAGE, "reached": True}),
    (following_up.set_look_again, {"day": None}),
]


@pytest.mark.parametrize("who", [name for name in PEOPLE if name not in ("author", "nobody")])
def test_no_refusal_says_what_was_written_or_by_whom(voices, who):
    with start.store().reading() as session:
        ids = session.exec(select(Comment.comment_id)).all()
        records = session.exec(select(Concern.concern_id)).all()
    tries = [(does, {"comment_id": one, **details}) for one in ids for does, details in ACTS]
    tries += [(does, {"concern_id": one, **details}) for one in records for does, details in WELFARE]
    said = []
    for does, details in tries:
        try:
            act(does, PEOPLE[who], version=999, **details)
        except CscpError as error:
            said.append(f"{error} {getattr(error, 'theirs', '')}")
    assert len(said) == len(tries)
    assert found_in("\n".join(said)) == set()
    assert NAME not in "\n".join(said)


def test_what_was_taken_back_is_nowhere_in_the_database(voices):
    with start.store().reading() as session:
        rows = [str(row.model_dump()) for row in session.exec(select(Comment))]
    assert "Goneword" not in "\n".join(rows)


def test_every_file_that_the_app_serves_is_hunted_through():
    assert sorted(FILES) == sorted(files.FILES)
