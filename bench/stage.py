"""What is measured on: which screens, at which addresses, who reads them."""

from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READER = "scrutineer"
QUERY = {"theme": "front-door"}
TABS = ("glance", "claims", "measures")
"""Tabs of a theme: the one that it opens with, its claims, and the one with most charts."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One screen as somebody opens it."""

    name: str
    page: str
    reader: str = READER
    query: dict[str, str] = field(default_factory=dict)


SCREENS = (
    *(Screen(name=f"theme, {tab}", page="theme", query=QUERY | {"tab": tab}) for tab in TABS),
    Screen(name="priorities", page="priorities"),
    Screen(name="actions", page="actions"),
    Screen(name="my desk", page="my_desk"),
    Screen(name="challenges", page="challenges"),
    Screen(name="findings", page="findings", reader="young.advisor", query=QUERY),
)
"""The screens whose reruns are held against the same elements bare."""
LANDINGS = {
    READER: "My desk",
    "young.advisor": "Home",
    "lay.member": "Next meeting",
    "council.partner": "What we owe",
    "business.manager": "To do",
    "safeguarding.lead": "Welfare",
}
"""By user name, the heading that each role lands on."""
