"""The leak hunt: one table says who may read which words, and they are found there and nowhere else.

Every page as everybody, every file, the search, the logs, the notices, the refusals and the trail are looked through
for the words of a comment in each state, and for the name of who wrote it.
"""

import io
import logging

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from cscp_core import start
from cscp_core.errors import CscpError, NotAllowed, NotFound
from cscp_core.exports import files
from cscp_core.notices.rules import NoticeKind, message
from cscp_core.notices.tables import Notice
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.storage.session import today
from cscp_core.storage.tables import TrailRow
from feedback.comments import checking, service
from feedback.comments.rules import Readers, Reason, Stance
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.welfare.rules import About
from pages.components.menu import SCREENS
from tests.conftest import REPORT
from tests.pages.conftest import act, actor_of, everything
from tests.pages.test_every_page import ITEMS, TABS

CLAIM, THEME = "claim-foreword-12", "identity"  # no note stands before this theme
AUTHOR, NAME = "quillfeather", "Quillfeather Zed"
PEOPLE = {
    "author": AUTHOR,
    "another Young Advisor": "young.advisor.2",
    "lay member": "lay.member",
    "scrutineer": "scrutineer",
    "partner": "council.partner",
    "business manager": "business.manager",
    "safeguarding lead": "safeguarding.lead",
    "nobody": "",
}
FILES = (
    "pack.docx", "record.docx", "register.xlsx", "template.xlsx", "report.xlsx", "year.docx", "my-data.txt",
    "my-data.json", "trail.csv",
)  # fmt: skip
EVERYBODY = {name for name in PEOPLE if name != "nobody"}
PRINT = {f"pack.docx of the {name}" for name in ("scrutineer", "partner", "business manager", "lay member", "system")}
OWN = {"author", "my-data.txt of the author", "my-data.json of the author"}
SEES = {
    "Draftword": OWN,
    "Sentword": OWN | {"business manager"},
    "Backword": OWN,
    "Againword": OWN | {"scrutineer"},
    "Heldword": OWN | {"safeguarding lead"},
    "Goneword": set(),
    "Narrowword": OWN | {"scrutineer", "business manager"},
    "Partnerword": OWN | {"scrutineer", "business manager", "partner"},
    "Openword": EVERYBODY | OWN | PRINT,
}
"""Who may read the words of: a draft · sent · sent back · sent back and asked to look again · held · withdrawn ·
published for the scrutineer · for partners too · for meetings and reports."""
KNOWS_THE_NAME = {"author", "my-data.txt of the author", "my-data.json of the author"}
ACCOUNTS = {("people", "business manager"), ("welfare", "safeguarding lead"), ("home", "safeguarding lead")}
"""Where the name may stand beside nothing that was written, but for the lead's own record of a worry."""
QUERIES = ITEMS | {
    "claim": {"id": CLAIM},
    "theme": {"theme": THEME},
    "say": {"about": "claim", "of": CLAIM},
    "meeting": {"id": "2"},
    "in_meeting": {"id": "2"},
}


def version(comment_id):
    with start.store().reading() as session:
        return session.get(Comment, comment_id).version


@pytest.fixture
def voices(installation, caplog):
    """A comment in every state by one Young Advisor, on a claim that stands on the agenda of an open meeting."""
    caplog.set_level(logging.DEBUG)
    with start.store().writing() as session:
        people.add_person(session, SYSTEM, username=AUTHOR, name=NAME, role=Role.YOUNG_ADVISOR, email="q@example.org")
    about = {"about": (REPORT.name, "claim", CLAIM)}

    def send(word, readers=Readers.ANYWHERE, worry=None):
        content = Content(Stance.DOES_NOT, "", f"{word} is what I wrote.", readers, worry=worry, keeps=True)
        return act(service.send, AUTHOR, **about, content=content)

    def let_stand(word, readers):
        made = send(word, readers)
        act(checking.let_stand, "business.manager", comment_id=made, version=version(made))
        return made

    act(service.save, AUTHOR, **about, content=Content(words="Draftword is what I wrote.", readers=Readers.ANYWHERE))
    send("Sentword")
    for word in ("Backword", "Againword"):
        made = send(word)
        told = {"reason": Reason.IDENTIFIES, "told": "Leave out which house it was."}
        act(checking.send_back, "business.manager", comment_id=made, version=version(made), **told)
        if word == "Againword":
            act(service.ask_to_look_again, AUTHOR, comment_id=made, version=version(made))
    send("Heldword", worry=About.SOMEBODY)
    gone = let_stand("Goneword", Readers.ANYWHERE)
    act(service.withdraw, AUTHOR, comment_id=gone, version=version(gone))
    let_stand("Narrowword", Readers.SCRUTINEER)
    let_stand("Partnerword", Readers.PARTNERS)
    let_stand("Openword", Readers.ANYWHERE)
    pick = Pick("claim", CLAIM, REPORT.name, "A claim", "What changed?", "A measure.", "", "camden-council", "")
    with start.store().reading() as session:
        day = today(session)
    act(
        meetings.plan, "scrutineer", title="Autumn", kind=MeetingKind.SCRUTINY, held_on=day, attendees="",
        report_id=REPORT.name, picks=[pick],
    )  # fmt: skip
    act(meetings.start, "scrutineer", meeting_id=2, version=1)


def found_in(said):
    return {word for word in SEES if word in said}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.timeout(600)
def test_on_every_page_a_reader_finds_the_words_that_the_table_grants_and_no_others(voices, open_page, caplog, who):
    found, named = set(), set()
    walks = [(file, QUERIES.get(file, {})) for file in SCREENS]
    walks += [("theme", {"theme": THEME, "tab": tab}) for tab in TABS if who != "nobody"]
    walks += [("search", {"q": word}) for word in [*SEES, NAME, AUTHOR] if who in ("author", "scrutineer")]
    for file, query in walks:
        page = open_page(file, PEOPLE[who], **query)
        assert not page.exception
        said = everything(page).replace(str(query.get("q")), "")
        found |= found_in(said)
        named |= {(file, who)} if NAME in said or AUTHOR in said else set()
    assert found == {word for word, readers in SEES.items() if who in readers}
    assert named <= ACCOUNTS
    assert found_in(caplog.text) == set()
    assert NAME not in caplog.text


def text_of(name, content):
    if name.endswith(".docx"):
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([one.text for one in document.paragraphs] + cells)
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return content.decode("utf-8-sig")


def test_every_file_holds_the_words_that_the_table_grants_and_no_others(voices, caplog):
    found = {word: set() for word in SEES}
    knows = set()
    assert set(FILES) == set(files.FILES)
    actors = {who: actor_of(username) for who, username in PEOPLE.items() if username} | {"system": SYSTEM}
    asked = {"meeting": "2", "starts": "2026-04-01"}
    for name in FILES:
        for who, actor in actors.items():
            try:
                with start.store().reading() as session:
                    _, content, _ = files.make(session, actor, name, asked, "04-01")
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
    said = "\n".join(
        f"{row.kind} {row.address} {NoticeKind[row.kind]} {message('http://here', row.address)}" for row in rows
    )
    assert rows
    assert found_in(said) == set()
    assert NAME not in said
    assert AUTHOR not in said


def test_the_trail_holds_neither_words_nor_writer(voices):
    with start.store().reading() as session:
        rows = session.exec(select(TrailRow)).all()
        author = session.exec(select(Account.account_id).where(Account.username == AUTHOR)).one()
    said = "\n".join(f"{row.who} {row.role} {row.action} {row.subject} {row.detail}" for row in rows)
    assert "sent a comment" in said
    assert found_in(said) == set()
    assert NAME not in said
    assert [row for row in rows if row.who == f"account {author}"] == []


ACTS = [
    (service.withdraw, {}),
    (service.narrow, {"readers": Readers.SCRUTINEER}),
    (service.ask_to_look_again, {}),
    (checking.let_stand, {}),
    (checking.send_back, {"reason": Reason.IDENTIFIES, "told": "No."}),
    (checking.recall, {"told": "No."}),
    (checking.settle_again, {"publishes": True}),
]


@pytest.mark.parametrize("who", [name for name in PEOPLE if name not in ("author", "nobody")])
def test_no_refusal_says_what_was_written_or_by_whom(voices, who):
    with start.store().reading() as session:
        ids = session.exec(select(Comment.comment_id)).all()
    said = []
    for comment_id in ids:
        for does, details in ACTS:
            try:
                act(does, PEOPLE[who], comment_id=comment_id, version=999, **details)
            except CscpError as error:
                said.append(f"{error} {getattr(error, 'theirs', '')}")
    assert len(said) == len(ids) * len(ACTS)
    assert found_in("\n".join(said)) == set()
    assert NAME not in "\n".join(said)


def test_what_was_taken_back_is_nowhere_in_the_database(voices):
    with start.store().reading() as session:
        rows = [str(row.model_dump()) for row in session.exec(select(Comment))]
    assert "Goneword" not in "\n".join(rows)


def test_every_file_that_the_app_serves_is_hunted_through():
    assert sorted(FILES) == sorted(files.FILES)
