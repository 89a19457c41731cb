"""What one person does on a page while another does something beside it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from cscp_core import start
from cscp_core.people.tables import Account
from cscp_core.storage.session import now
from tests.pages.conftest import act, actor_of, everything

__all__ = ["act", "disable", "press", "refusals", "row", "shown"]


def press(page: AppTest, label: str) -> AppTest:
    """Presses the first button with a label."""
    return next(one for one in page.button if one.label == label).click().run()


def row(table: type, key: object) -> Any:
    """A row as the database holds it now."""
    with start.store().reading() as session:
        return session.get_one(table, key)


def shown(page: AppTest) -> str:
    """All text of a page, without the marks that escape it."""
    return everything(page).replace("\\", "")


def refusals(page: AppTest) -> list[str]:
    """Why something was refused, without the marks that escape it."""
    return [one.value.replace("\\", "") for one in page.error]


def disable(username: str) -> None:
    """Somebody's account is disabled."""
    account_id = actor_of(username).own_id
    with start.store().writing() as session:
        account = session.get_one(Account, account_id)
        account.disabled_at = now(session)
        session.add(account)
        session.commit()
