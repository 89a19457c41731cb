"""Filters: how long the screen takes to draw what is chosen, one choice after the other in one tab."""

import asyncio
import statistics
from pathlib import Path

from bench.result import Line
from bench.servers import Installation, Server, app
from bench.stage import READER
from bench.stream import tab

AT_MOST = 300
CHOICES: dict[str, tuple[dict[str, str], ...]] = {
    "actions": ({"no_date": "yes"}, {"no_owner": "yes"}, {"view": "inspections"}, {"kind": "strength"}, {}),
    "figures": ({"mark": "official"}, {"mark": "chart_only"}, {"words": "children"}, {"theme": "neglect"}, {}),
    "disagree": ({"verdict": "worth_asking"}, {"verdict": "disagrees"}, {}),
    "challenges": ({"state": "overdue"}, {"agency": "met-police"}, {}),
}
"""By screen, what is chosen in turn: the queries of its address."""


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-filters")
    with app(own) as server:
        milliseconds = asyncio.run(choose_all(server, own.cookies(1, READER)[0], repeats))
    hundredths = statistics.quantiles(milliseconds, n=100, method="inclusive")
    screens = ", ".join(CHOICES)
    return [Line("filters", f"95 of 100 choices within, on {screens}", hundredths[94], "ms", AT_MOST)]


async def choose_all(server: Server, cookie: str, repeats: int) -> list[float]:
    """Every choice on every screen, so many times; the first round only makes them known to the server."""
    found = []
    async with tab(server, cookie) as one:
        for turn in range(repeats + 1):
            for page, queries in CHOICES.items():
                for query in queries:
                    run = await one.run(page, **query)
                    found += [1000 * run.seconds] if turn else []
    return found
