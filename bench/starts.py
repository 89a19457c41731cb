"""Start: from the start of the process to ready, and to the end of one run of the script, against bare Streamlit.

The app is ready when /readyz says so: migrations checked, report folders compared with what is loaded, a query
answered. Its folder was prepared before, as after a restart. Bare Streamlit is ready when /_stcore/health answers.
"""

import asyncio
from pathlib import Path
from time import perf_counter

from bench.result import Line, ratio, times
from bench.servers import Installation, Server, app, bare
from bench.stream import tab

WARM_UP = 1


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-start")
    cookie = own.cookies(1)[0]
    ready: dict[str, list[float]] = {"app": [], "bare": []}
    drawn: dict[str, list[float]] = {"app": [], "bare": []}
    for _ in range(WARM_UP + repeats):
        with app(own) as server:
            ready["app"].append(server.seconds_to_ready)
            drawn["app"].append(asyncio.run(first_run(server, cookie)))
        with bare("title.py", folder / "bare-start") as server:
            ready["bare"].append(server.seconds_to_ready)
            drawn["bare"].append(asyncio.run(first_run(server)))
    for found in (ready, drawn):
        for name in found:
            found[name] = found[name][WARM_UP:]
    return [
        times("start", "app, to /readyz", ready["app"]),
        times("start", "bare, to /_stcore/health", ready["bare"]),
        ratio("start", "app : bare, to ready", ready["app"], ready["bare"]),
        times("start", "app, to the first page drawn", drawn["app"]),
        times("start", "bare, to the first page drawn", drawn["bare"]),
        ratio("start", "app : bare, to the first page", drawn["app"], drawn["bare"]),
    ]


async def first_run(server: Server, cookie: str = "") -> float:
    """Seconds from the start of the process to the end of its first run."""
    async with tab(server, cookie) as opened:
        await opened.run()
        return perf_counter() - server.started_at
