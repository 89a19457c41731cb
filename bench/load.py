"""Fifty people at once on one process: reading, filtering, commenting, and a meeting that goes on.

    python -m bench.load --minutes 5

Each person is a browser tab's WebSocket. Half of them read themes; others narrow the figures and the actions; Young
Advisors read findings and keep comments; eight people have the meeting on their screens, whose chair turns the items.
The same crowd then reruns a bare Streamlit page, so that the numbers can be held against what Streamlit itself takes.
Answers 1 where a run failed, or where a comment that the page had said to be saved is not in the database.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from sqlmodel import select
from websockets.exceptions import WebSocketException

from bench.crowd import SEED, THINK
from bench.servers import Installation, Server, app, bare, open_next_meeting, prepare
from bench.stage import READER, ROOT, TABS
from bench.stream import Run, RunFailed, Tab, tab
from cscp_core.demonstration import service as demonstration
from cscp_core.people.permissions import SYSTEM
from feedback.comments.tables import Comment

THEMES = ("front-door", "neglect", "child-protection", "youth-violence", "identity", "disabilities")
WORDS = ("school", "health", "police", "2019-20", "MASH", "plan")
MEETING = "2"  # of the demonstration: the first is over
SAVE_EVERY = 6  # turns of a Young Advisor
SAVED = "Saved. Only you can see it."
KEPT = ROOT / "build" / "load.json"


@dataclass
class Tally:
    """What the crowd met with."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    turned: int = 0


Turn = Callable[[Tab, int, Tally], "AsyncIterator[Run]"]


async def read(one: Tab, turn: int, tally: Tally) -> AsyncIterator[Run]:
    yield await one.run("theme", theme=THEMES[turn % len(THEMES)], tab=TABS[turn % len(TABS)])


async def narrow(one: Tab, turn: int, tally: Tally) -> AsyncIterator[Run]:
    page = ("figures", "actions", "search")[turn % 3]
    yield await one.run(page, q=WORDS[turn % len(WORDS)], text=WORDS[turn % len(WORDS)])


async def comment(one: Tab, turn: int, tally: Tally) -> AsyncIterator[Run]:
    if turn % SAVE_EVERY:
        yield await one.run("findings")
        return
    query = {"about": "theme", "of": THEMES[turn % len(THEMES)], "kind": "missing"}
    found = await one.run("say", **query)
    yield found
    for button in ("Go on", "Show it"):  # what stands before the form, once in a sign-in
        if button in one.widgets and "Save for later" not in one.widgets:
            found = await one.run("say", one.filled({}, button), **query)
            yield found
    words = f"Said {id(one)} at turn {turn}"
    found = await one.run("say", one.filled({"What is missing here?": words}, "Save for later"), **query)
    yield found
    if SAVED in found.said.replace("\\", ""):
        tally.saved.append(words)
    else:
        tally.errors.append(f"a comment was not said to be saved: {sorted(one.widgets)}")


async def attend(one: Tab, turn: int, tally: Tally) -> AsyncIterator[Run]:
    yield await one.run("in_meeting", id=MEETING)


async def chair(one: Tab, turn: int, tally: Tally) -> AsyncIterator[Run]:
    yield await one.run("in_meeting", id=MEETING)
    forward = turn % 8 < 4
    yield await one.run("in_meeting", one.filled({}, "Next" if forward else "Previous"), id=MEETING)
    tally.turned += 1


async def stand(one: Tab, turn: int, tally: Tally) -> AsyncIterator[Run]:
    yield await one.run()


CROWD: tuple[tuple[Turn, str, int], ...] = (
    (read, READER, 25),
    (narrow, "council.partner", 8),
    (narrow, "lay.member", 3),
    (comment, "young.advisor", 2),
    (comment, "young.advisor.2", 2),
    (comment, "young.advisor.3", 2),
    (attend, "business.manager", 7),
    (chair, READER, 1),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    seconds = 60 * parser.parse_args().minutes
    with tempfile.TemporaryDirectory(prefix="cscp-load-") as made:
        folder = Path(made)
        installation = prepare(folder / "prepared")
        open_a_meeting(installation)
        with app(installation) as server:
            people = [(turn, one) for turn, name, many in CROWD for one in installation.cookies(many, name)]
            ours = asyncio.run(visit(server, people, seconds))
            used = server.megabytes
        lost = [words for words in ours.saved if words not in kept(installation)]
        with bare("title.py", folder / "bare") as server:
            theirs = asyncio.run(visit(server, [(stand, "")] * len(people), min(seconds, 60)))
    said = told(ours, theirs, len(people), seconds, used, len(lost))
    print(json.dumps(said, indent=1))
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(said, indent=1), encoding="utf-8")
    for error in [*ours.errors, *theirs.errors][:5]:
        print(f"load: {error}", file=sys.stderr)
    return 1 if ours.errors or lost or not ours.saved else 0


def told(
    ours: Tally, theirs: Tally, people: int, seconds: float, megabytes: float, lost: int
) -> dict[str, str | float | None]:
    """The numbers, and what they were measured on."""
    p95, bare_p95 = (statistics.quantiles(one.milliseconds, n=100, method="inclusive")[94] for one in (ours, theirs))
    return {
        "people": people,
        "seconds": seconds,
        "interactions": len(ours.milliseconds),
        "errors": len(ours.errors),
        "comments saved": len(ours.saved),
        "comments lost": lost,
        "items turned": ours.turned,
        "median ms": round(statistics.median(ours.milliseconds), 1),
        "p95 ms": round(p95, 1),
        "bare page, p95 ms": round(bare_p95, 1),
        "megabytes": round(megabytes),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }


def open_a_meeting(installation: Installation) -> None:
    """The demonstration, whose next meeting is open from now on."""
    store = installation.store()
    with store.writing() as session:
        demonstration.make_once(session, SYSTEM)
    open_next_meeting(store)
    store.engine.dispose()


def kept(installation: Installation) -> set[str]:
    store = installation.store()
    with store.reading() as session:
        found = {one.words for one in session.exec(select(Comment))}
    store.engine.dispose()
    return found


async def visit(server: Server, people: list[tuple[Turn, str]], seconds: float) -> Tally:
    tally = Tally()
    async with AsyncExitStack() as stack:
        tabs = [(turn, await stack.enter_async_context(tab(server, cookie))) for turn, cookie in people]
        until = perf_counter() + seconds
        dice = random.Random(SEED)  # noqa: S311  pauses, not secrets
        await asyncio.gather(
            *(live(turn, one, until, random.Random(dice.random()), tally) for turn, one in tabs)  # noqa: S311
        )
    return tally


async def live(turn: Turn, one: Tab, until: float, dice: random.Random, tally: Tally) -> None:
    """One person: thinks, does something, thinks."""
    await asyncio.sleep(dice.uniform(0, THINK))
    number = 0
    while perf_counter() < until:
        try:
            async for run in turn(one, number, tally):
                tally.milliseconds.append(1000 * run.seconds)
        except (RunFailed, KeyError) as error:
            tally.errors.append(f"{turn.__name__}: {error}")
        except (WebSocketException, OSError) as error:
            tally.errors.append(f"the connection was lost: {error}")
            return
        number += 1
        await asyncio.sleep(dice.uniform(0.5, 1.5) * THINK)


if __name__ == "__main__":
    sys.exit(main())
