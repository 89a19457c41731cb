"""A small report of a partnership whose two years before are loaded, held by the installation and drafted."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cscp_core.confirming import deciding, holding, reads, sections, trying
from cscp_core.evidence import loader
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.storage.session import Store
from tests.conftest import ROOT, Clock, Places, make_account
from tests.reading.paper import Paper, save
from tests.scenes import Template, folder_of, people_of

FIRST = 1
"""The number of the reading of the text."""
WEXCOMBE = ROOT / "tests" / "second_partnership"
TEXT = """\
Wexcombe Safeguarding Children Partnership
Yearly report 2025-26

2.1 Early help
We helped 440 families early. In 2024-25 we helped 390 families early. One in four families needed no more help.
The council ran 12 courses for workers in every school. The multi-agency safeguarding hub (MASH) will publish its
protocol in autumn 2026.

2.2 Audit of early help
In November 2025 auditors looked at 16 children. The audit made these recommendations:
• Wexcombe Council should bring in one chronology (Head of Early Help, by June 2026).
• The ICB is asked to count missed appointments.

3.1 Exploitation
120 children were at risk of exploitation. Police visited 30 schools, and 20 schools asked them to come again.
"""


class Scene:
    """Two business managers at one reading, on a store whose people `add_people` added."""

    def __init__(self, store: Store, folder: Path, reading: int = 0) -> None:
        self.store, self.folder, self.reading = store, folder, reading
        people = people_of(store)
        self.sam, self.kim, self.dee, self.lay = (people[name] for name in ("sam", "kim", "dee", "lay"))

    def act(self, service: Callable[..., Any], by: Actor | None = None, **details: Any) -> Any:
        with self.store.writing() as session:
            return service(session, by or self.sam, **details)

    def ask(self, service: Callable[..., Any], by: Actor | None = None, **details: Any) -> Any:
        with self.store.reading() as session:
            return service(session, by or self.sam, **details)

    def begin(self, content: bytes, name: str = "wexcombe.txt") -> int:
        held = self.ask(holding.hold_file, content=content, name=name, folder=self.folder)
        self.reading = self.act(holding.start_reading, held=held)
        return self.reading

    def rows(self, sheet: str = "", **details: Any) -> list[Any]:
        found = self.ask(reads.list_rows, reading_id=self.reading, **details)
        return [one for one in found if sheet in ("", one.sheet)]

    def row(self, words: str, sheet: str = "") -> Any:
        """The first row that says these words."""
        return next(one for one in self.rows(sheet) if words in " ".join(one.cells.values()))

    def desk(self, by: Actor | None = None, **details: Any) -> Any:
        return self.ask(reads.find_desk, by, reading_id=self.reading, **details)

    def take(self, section: str = "", by: Actor | None = None) -> None:
        if section:
            self.act(sections.take_section, by, reading_id=self.reading, section=section)
        else:
            self.act(sections.take_next, by, reading_id=self.reading)

    def keep(self, row: Any, by: Actor | None = None) -> None:
        self.act(deciding.keep_row, by, row_number=row.row_number, version=row.version)

    def keep_all(self) -> None:
        for one in self.rows():
            if one.state == "undecided":
                self.keep(one)

    def version(self) -> int:
        return self.ask(reads.find_reading, reading_id=self.reading).version

    def rows_version(self) -> int:
        return self.ask(reads.find_reading, reading_id=self.reading).rows_version

    def try_it(self) -> Any:
        return self.act(trying.try_reading, reading_id=self.reading, version=self.version())


def add_people(store: Store) -> None:
    with store.writing() as session:
        make_account(session, "sam", Role.BUSINESS_MANAGER, name="Sam Shah")
        make_account(session, "kim", Role.BUSINESS_MANAGER, name="Kim Kent")
        make_account(session, "dee", Role.SCRUTINEER)
        make_account(session, "lay", Role.LAY_MEMBER)


def load_two_years(store: Store, _clock: Clock, _folder: Path) -> None:
    for year in ("2023-24", "2024-25"):
        with store.writing() as session:
            loader.load_folder(session, SYSTEM, path=WEXCOMBE / year)
    add_people(store)


def begin_reading(store: Store, _clock: Clock, folder: Path) -> None:
    assert Scene(store, folder).begin(TEXT.encode()) == FIRST


@pytest.fixture(scope="session")
def two_years_file(template_of: Template, migrated: Path) -> Path:
    return template_of("two-years", migrated, load_two_years)


@pytest.fixture(scope="session")
def being_read_file(template_of: Template, two_years_file: Path) -> Path:
    return template_of("being-read", two_years_file, begin_reading)


@pytest.fixture
def empty(place: Places, two_years_file: Path, tmp_path: Path) -> Scene:
    """Nothing is read yet; the reports of two years are loaded."""
    return Scene(place("empty", two_years_file), tmp_path / "readings")


@pytest.fixture
def scene(place: Places, being_read_file: Path, tmp_path: Path) -> Scene:
    """The text is being read."""
    shutil.copytree(folder_of(being_read_file), tmp_path / "readings")
    return Scene(place("scene", being_read_file), tmp_path / "readings", reading=FIRST)


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    """Two printed pages."""
    first = Paper().write("Wexcombe Safeguarding Children Partnership", 70, 80, 20)
    first.write("Yearly report 2025-26", 70, 120, 16)
    second = Paper().write("1.1 Contacts", 70, 80, 16, bold=True)
    second.lines(("The hub received 2,000 contacts in the year.", "It will publish its protocol in 2026."), 70, 120)
    return save(tmp_path / "wexcombe.pdf", [first, second]).read_bytes()
