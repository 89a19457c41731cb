"""Memory a session: how the server's resident memory grows while more and more signed-in people hold a theme open.

Each session opens a connection, draws the theme page once and stays. Memory is read at 10, 20, 30, 40 and 50 sessions;
the slope is that of the straight line that fits best. The first ten are left out: they pay for what all share.
"""

import asyncio
import statistics
from contextlib import AsyncExitStack
from pathlib import Path

from bench.result import Line
from bench.servers import Installation, Server, app
from bench.stage import QUERY, TABS
from bench.stream import tab

SESSIONS = 50
STEP = 10
AT_MOST = 1.0  # megabytes a session
REPEATS, QUICK_REPEATS, FULL = 3, 2, 20


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    slopes: list[float] = []
    ends: list[float] = []
    for number in range(REPEATS if repeats >= FULL else QUICK_REPEATS):
        own = installation.copy_to(folder / f"var-memory-{number}")
        with app(own) as server:
            counts, megabytes = asyncio.run(grow(server, own.cookies(SESSIONS)))
        slopes.append(statistics.linear_regression(counts, megabytes).slope)
        ends.append(megabytes[-1])
    return [
        Line("memory", f"a session, from {STEP} to {SESSIONS}", statistics.median(slopes), "MB", AT_MOST),
        Line("memory", f"the server with {SESSIONS} sessions", statistics.median(ends), "MB"),
    ]


async def grow(server: Server, cookies: list[str]) -> tuple[list[int], list[float]]:
    """Resident memory by the number of open sessions."""
    counts: list[int] = []
    megabytes: list[float] = []
    async with AsyncExitStack() as stack:
        for number, cookie in enumerate(cookies, start=1):
            opened = await stack.enter_async_context(tab(server, cookie))
            await opened.run("theme", **QUERY, tab=TABS[number % len(TABS)])
            if number % STEP == 0:
                counts.append(number)
                megabytes.append(server.megabytes)
    return counts, megabytes
