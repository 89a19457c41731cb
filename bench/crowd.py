"""A crowd on servers that have just started: each opens the theme page and draws it again about every five seconds.

Nobody waits for anybody else. All come within the first pause; the pauses are spread evenly over half to one and a half
of the think time, and each person changes between the tab that opens first and the one with the charts. What is
measured is therefore the first minute of a server, with everybody's first page in it. Several servers share one
database; each person stays with one of them.
"""

import asyncio
import random
import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from websockets.exceptions import WebSocketException

from bench.result import Line
from bench.servers import Installation, Server, app
from bench.stage import QUERY, TABS
from bench.stream import RunFailed, Tab, tab

THINK = 5.0  # seconds
LONG, SHORT, FULL = 60.0, 20.0, 20  # seconds, seconds, repeats
SEED = 1


@dataclass(frozen=True, kw_only=True)
class Crowd:
    people: int
    processes: int
    at_most: int
    """Milliseconds, for 95 of 100 reruns."""


CROWDS = (Crowd(people=50, processes=1, at_most=500), Crowd(people=100, processes=2, at_most=1000))


@dataclass
class Tally:
    """What a whole crowd met with."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    lines = []
    for crowd in CROWDS:
        own = installation.copy_to(folder / f"var-crowd-{crowd.people}")
        with ExitStack() as stack:
            servers = [stack.enter_context(app(own)) for _ in range(crowd.processes)]
            spent = -sum(server.cpu_seconds for server in servers)
            tally = asyncio.run(visit(servers, own.cookies(crowd.people), LONG if repeats >= FULL else SHORT))
            spent += sum(server.cpu_seconds for server in servers)
        for error in tally.errors[:5]:
            print(f"crowd: {error}")
        lines += told(crowd, tally, spent)
    return lines


def told(crowd: Crowd, tally: Tally, spent: float) -> list[Line]:
    hundredths = statistics.quantiles(tally.milliseconds, n=100, method="inclusive")
    on = "one process" if crowd.processes == 1 else f"{crowd.processes} processes"
    of, runs = f"{crowd.people} people on {on}", len(tally.milliseconds)
    return [
        Line(of, f"half of {runs} reruns within", hundredths[49], "ms"),
        Line(of, "95 of 100 within", hundredths[94], "ms", crowd.at_most),
        Line(of, "the slowest", max(tally.milliseconds), "ms"),
        Line(of, "a rerun takes", 1000 * spent / runs, "ms of processor"),
        Line(of, "errors", len(tally.errors), "", 0),
    ]


async def visit(servers: list[Server], cookies: list[str], seconds: float) -> Tally:
    tally, dice = Tally(), random.Random(SEED)  # noqa: S311  pauses, not secrets
    until = perf_counter() + seconds
    await asyncio.gather(
        *(
            read(servers[number % len(servers)], cookie, until, random.Random(dice.random()), tally)  # noqa: S311
            for number, cookie in enumerate(cookies)
        )
    )
    return tally


async def read(server: Server, cookie: str, until: float, dice: random.Random, tally: Tally) -> None:
    """One person: comes within the first pause, then reads and thinks."""
    await asyncio.sleep(dice.uniform(0, THINK))
    try:
        async with tab(server, cookie) as one:
            await stay(one, until, dice, tally)
    except (WebSocketException, OSError) as error:
        tally.errors.append(f"the connection was lost: {error}")


async def stay(one: Tab, until: float, dice: random.Random, tally: Tally) -> None:
    turn = 0
    while perf_counter() < until:
        try:
            run = await one.run("theme", **QUERY, tab=TABS[turn % len(TABS)])
            tally.milliseconds.append(1000 * run.seconds)
        except RunFailed as error:
            tally.errors.append(str(error))
        turn += 1
        await asyncio.sleep(dice.uniform(0.5, 1.5) * THINK)
