"""The better questions of the annual report 2019-20: those that name what the report prints elsewhere, as a file that
a person can read. `python -m tests.scrutiny.missing.golden` writes it again after the rules or the report's data were
changed on purpose."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from cscp_core.evidence import loader
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.scrutiny.missing import service
from cscp_core.scrutiny.missing.kinds import INSTEAD_OF
from cscp_core.scrutiny.missing.ranking import Question
from cscp_core.storage import migrate
from tests.conftest import REPORT
from tests.databases import Files, opened

GOLDEN = Path(__file__).with_name("asked-elsewhere.txt")


def written(questions: Iterable[Question]) -> str:
    """One paragraph a question: what is missing, of which item, then the question."""
    return "\n".join(
        f"{one.missing.badge.upper()}  {one.source_id}\n    {one.text}\n"
        for one in questions
        if one.missing in INSTEAD_OF
    )


def _ask() -> list[Question]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "golden.sqlite3"
        Files().new(path)
        store = opened(Files(), path)
        migrate.upgrade(store, "demo")
        with store.writing() as session:
            loader.load_folder(session, SYSTEM, path=REPORT)
        actor = Actor(account_id=1, username="scrutineer", name="Scrutineer", role=Role.SCRUTINEER)
        with store.reading() as session:
            found = service.list_questions(session, actor, report_id=REPORT.name)
        store.engine.dispose()
    return found


if __name__ == "__main__":
    GOLDEN.write_text(written(_ask()), encoding="utf-8")
