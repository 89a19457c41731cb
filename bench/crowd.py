"""A crowd: fifty people on one process, each drawing the theme page anew about every five seconds.

Nobody waits for anybody else. The pauses are spread evenly over half to one and a half of the think time, and each
person changes between the tab that opens first and the one with the charts.
"""

import asyncio
import random
import statistics
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from websockets.exceptions import WebSocketException

from bench.result import Line
from bench.servers import Installation, Server, app
from bench.stage import QUERY, TABS
from bench.stream import RunFailed, Tab, tab

SESSIONS = 50
THINK = 5.0  # seconds
LONG, SHORT, FULL = 60.0, 20.0, 20  # seconds, seconds, repeats
AT_MOST = 1000  # milliseconds, for 95 of 100 reruns
SEED = 1


@dataclass
class Tally:
    """What the whole crowd met with."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    spent_before: float = 0.0
    """Processor seconds that the server had used when the crowd began."""


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-crowd")
    with app(own) as server:
        tally = asyncio.run(visit(server, own.cookies(SESSIONS), LONG if repeats >= FULL else SHORT))
        spent = server.cpu_seconds - tally.spent_before
    for error in tally.errors[:5]:
        print(f"crowd: {error}")
    hundredths = statistics.quantiles(tally.milliseconds, n=100, method="inclusive")
    return [
        Line("crowd", f"reruns by {SESSIONS} sessions", len(tally.milliseconds), ""),
        Line("crowd", "half of them within", hundredths[49], "ms"),
        Line("crowd", "95 of 100 within", hundredths[94], "ms", AT_MOST),
        Line("crowd", "the slowest", max(tally.milliseconds), "ms"),
        Line("crowd", "processor time a rerun", 1000 * spent / len(tally.milliseconds), "ms"),
        Line("crowd", "errors", len(tally.errors), "", 0),
    ]


async def visit(server: Server, cookies: list[str], seconds: float) -> Tally:
    tally = Tally()
    async with AsyncExitStack() as stack:
        people = []
        for cookie in cookies:  # they come one by one, so that arriving is not what is measured
            opened = await stack.enter_async_context(tab(server, cookie))
            await opened.run("theme", **QUERY, tab=TABS[0])
            people.append(opened)
        tally.spent_before = server.cpu_seconds
        until = perf_counter() + seconds
        dice = random.Random(SEED)  # noqa: S311  pauses, not secrets
        await asyncio.gather(*(read(one, until, random.Random(dice.random()), tally) for one in people))  # noqa: S311
    return tally


async def read(one: Tab, until: float, dice: random.Random, tally: Tally) -> None:
    """One person: thinks, reruns, thinks. The first pause is anything up to a whole one."""
    await asyncio.sleep(dice.uniform(0, THINK))
    turn = 0
    while perf_counter() < until:
        try:
            run = await one.run("theme", **QUERY, tab=TABS[turn % len(TABS)])
            tally.milliseconds.append(1000 * run.seconds)
        except RunFailed as error:
            tally.errors.append(str(error))
        except (WebSocketException, OSError) as error:
            tally.errors.append(f"the connection was lost: {error}")
            return
        turn += 1
        await asyncio.sleep(dice.uniform(0.5, 1.5) * THINK)
