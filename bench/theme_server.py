"""Server time of the theme page, against a bare script that draws the same from memory.

A rerun is timed from asking for it over the WebSocket to the message that the script has finished. What the bare
script shares with the app and what it leaves out stands in bench/bare/theme.py. It is served twice over: as plain
Streamlit serves it, which is what the target is about, and with its heap frozen as app.py freezes the app's. Plain
Streamlit spends more on collecting garbage after a rerun than on the rerun; the second shows what the app itself adds.
"""

import asyncio
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from bench.result import Line, ratio, times
from bench.servers import Installation, Server, app, bare, record_theme
from bench.stage import QUERY, TABS
from bench.stream import Run, Tab, tab

AT_MOST = 1.3
WARM_UP = 3
SAME = ("heading", "table", "vega_lite_chart")
OURS, PLAIN, FROZEN = "app", "bare", "bare with gc.freeze"


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-theme")
    recorded = str(record_theme(installation, folder))
    with ExitStack() as stack:
        servers = {
            OURS: stack.enter_context(app(own)),
            PLAIN: stack.enter_context(bare("theme.py", folder / "bare-theme", BENCH_RECORDED=recorded)),
            FROZEN: stack.enter_context(
                bare("theme.py", folder / "bare-frozen", BENCH_RECORDED=recorded, BENCH_FREEZE="yes")
            ),
        }
        return asyncio.run(compare(servers, own.cookies(1)[0], repeats))


async def compare(servers: dict[str, Server], cookie: str, repeats: int) -> list[Line]:
    lines: list[Line] = []
    async with AsyncExitStack() as stack:
        tabs = {
            name: await stack.enter_async_context(tab(server, cookie if name == OURS else ""))
            for name, server in servers.items()
        }
        for shown in TABS:
            await interleaved(tabs, shown, WARM_UP)
            before = {name: server.cpu_seconds for name, server in servers.items()}
            runs = await interleaved(tabs, shown, repeats)
            check_alike(runs)
            cpu = {name: (server.cpu_seconds - before[name]) / repeats for name, server in servers.items()}
            of = f"theme_server, {shown}"
            seconds = {name: [run.seconds for run in found] for name, found in runs.items()}
            lines += [times(of, f"{name}, {runs[name][-1].drawn} elements", seconds[name]) for name in servers]
            lines += [Line(of, f"{name}, processor time a rerun", 1000 * cpu[name], "ms") for name in servers]
            lines.append(ratio(of, "app : bare", seconds[OURS], seconds[PLAIN], AT_MOST))
            lines.append(ratio(of, "app : bare with gc.freeze", seconds[OURS], seconds[FROZEN]))
    return lines


async def interleaved(tabs: dict[str, Tab], shown: str, repeats: int) -> dict[str, list[Run]]:
    """Runs of each in turn."""
    runs: dict[str, list[Run]] = {name: [] for name in tabs}
    for _ in range(repeats):
        for name, one in tabs.items():
            runs[name].append(await one.run("theme", **QUERY, tab=shown))
    return runs


def check_alike(runs: dict[str, list[Run]]) -> None:
    """Stops the bench where the pages do not hold the same headings, tables and charts."""
    drawn = {name: found[-1].elements for name, found in runs.items()}
    for kind in SAME:
        numbers = {name: elements[kind] for name, elements in drawn.items()}
        if len(set(numbers.values())) > 1:
            raise RuntimeError(f"The pages differ in what they draw: {kind}: {numbers}")
