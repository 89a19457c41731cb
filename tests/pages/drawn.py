"""Acts of every kind on a page, each with what somebody else does to the same record beside it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from cscp_core import start
from tests.pages.acting import press
from tests.pages.conftest import Open

REPORT, CLAIM = "annual-report-2019-20", "claim-3.4-04"
FINDING = (REPORT, "claim", CLAIM)
MEANWHILE = "Somebody changed this"


class Act(ABC):
    """One act that somebody is about to do on a page."""

    page: ClassVar[str]
    by: ClassVar[str]
    button: str
    """How the key of its button begins; `{of}` is the record."""
    says = ""
    """Words that stand on the page after the change by somebody else."""
    sentence: str = MEANWHILE
    """A part of what the person is told of that change."""
    again = True
    """Whether the act is still possible once the change was seen."""
    crosses = True
    """Whether the change by somebody else, made on what stood before the act, is refused after it."""

    def begin(self) -> Any:
        """Makes the record where the rehearsal has none. Returns what names it."""
        return ""

    def query(self, of: Any) -> dict[str, str]:
        """The query of the page's address."""
        return {}

    def write(self, page: AppTest, of: Any) -> AppTest:
        """Fills in what the act needs."""
        return page

    @abstractmethod
    def version(self, of: Any) -> int:
        """The version that stands now."""

    @abstractmethod
    def beside(self, of: Any, version: int) -> None:
        """What somebody else does to a version of the record."""

    @abstractmethod
    def stands(self, of: Any) -> object:
        """What the act would change."""

    # what a test does with it

    def draw(self, open_page: Open) -> tuple[AppTest, Any]:
        """The page with everything filled in, and the record."""
        of = self.begin()
        return self.write(open_page(self.page, self.by, **self.query(of)), of), of

    def buttons(self, page: AppTest, of: Any) -> list[Any]:
        """The button of the act, where the page has it."""
        return [one for one in page.button if (one.key or "").startswith(self.button.format(of=of))]

    def press_unseen(self, page: AppTest, of: Any) -> AppTest:
        """Presses the button as it was drawn."""
        return self.buttons(page, of)[0].click().run()

    def press_seen(self, page: AppTest, of: Any) -> AppTest:
        """Presses it on the page that shows the change, after the choice between two texts where it asks for one."""
        if any(one.label == "Keep mine" for one in page.button):
            page = press(page, "Keep mine")
        return self.press_unseen(page, of)

    def change(self, of: Any) -> None:
        """Somebody else changes what stands now."""
        self.beside(of, self.version(of))


def rows(table: type, *where: Any) -> int:
    """How many rows of a table there are."""
    with start.store().reading() as session:
        return session.exec(select(func.count()).select_from(table).where(*where)).one()


def newest(table: type, by: Any, *where: Any) -> Any:
    """The row of a table with the highest value in a column; None where there is no row."""
    with start.store().reading() as session:
        return session.exec(select(table).where(*where).order_by(by.desc())).first()
