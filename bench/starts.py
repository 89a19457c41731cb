"""Start: from the start of the process to ready, and to the end of one run of the script, against bare Streamlit.

The app is ready when /readyz says so: migrations checked, report folders compared with what is loaded, a query
answered. Its folder was prepared before, as after a restart. Bare Streamlit is ready when /_stcore/health answers.
"""

import asyncio
from pathlib import Path
from time import perf_counter

from bench.result import Line, compared
from bench.servers import Installation, Server, app, bare
from bench.stream import tab

WARM_UP, AT_LEAST, SHARE = 1, 2, 7  # starts; one for so many repeats of what is quick


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    own = installation.copy_to(folder / "var-start")
    cookie = own.cookies(1)[0]
    ready: dict[str, list[float]] = {"app": [], "bare": []}
    drawn: dict[str, list[float]] = {"app": [], "bare": []}
    for _ in range(WARM_UP + max(AT_LEAST, repeats // SHARE)):
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
        compared("start", "to ready", ready["app"], ready["bare"]),
        compared("start", "to the first page drawn", drawn["app"], drawn["bare"]),
    ]


async def first_run(server: Server, cookie: str = "") -> float:
    """Seconds from the start of the process to the end of its first run."""
    async with tab(server, cookie) as opened:
        await opened.run()
        return perf_counter() - server.started_at
