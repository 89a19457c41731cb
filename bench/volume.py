"""Server time as the data grow: the register with 10,000 challenges against 100, a theme with 1,000 claims against
100, a theme with 100,000 comments against 1,000.

Both are served by the app itself, from two copies of one installation, and asked in turn.
"""

import asyncio
from contextlib import AsyncExitStack, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import inspect
from sqlmodel import select

from bench.result import Line, compared
from bench.servers import Installation, Server, app
from bench.stage import READER
from bench.stream import Run, tab
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.evidence.tables import Claim
from cscp_core.people.agencies import may_be_asked
from cscp_core.people.directory import agency_cards
from cscp_core.people.permissions import Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.storage.session import now, today
from feedback.comments.rules import CommentKind, CommentState, Readers, Stance
from feedback.comments.tables import Comment

AT_MOST = 2.0
WARM_UP = 3
THEME = "neglect"
SPOKEN_OF = "identity"
FEW = {"challenges": 100, "claims": 100, "comments": 1_000}
MANY = {"challenges": 10_000, "claims": 1_000, "comments": 100_000}
PAGES = (
    ("challenges", "challenges", {}),
    ("claims", "theme", {"theme": THEME}),
    ("comments", "theme", {"theme": SPOKEN_OF, "tab": "You said"}),
)


def measure(installation: Installation, folder: Path, repeats: int) -> list[Line]:
    few, many = (installation.copy_to(folder / f"var-volume-{name}") for name in ("few", "many"))
    fill(few, **FEW)
    fill(many, **MANY)
    with ExitStack() as stack:
        servers = [stack.enter_context(app(one)) for one in (few, many)]
        return asyncio.run(compare(servers, [few.cookies(1)[0], many.cookies(1)[0]], repeats))


async def compare(servers: list[Server], cookies: list[str], repeats: int) -> list[Line]:
    lines: list[Line] = []
    for what, page, query in PAGES:
        runs = await in_turn(servers, cookies, repeats, page, query)
        seconds = [[run.seconds for run in found] for found in runs]
        said = f"{MANY[what]:,} {what} against {FEW[what]:,}, {runs[1][-1].drawn} elements"
        lines.append(compared("volume", said, seconds[1], seconds[0], AT_MOST))
    return lines


async def in_turn(
    servers: list[Server], cookies: list[str], repeats: int, page: str, query: dict[str, str]
) -> list[list[Run]]:
    """Runs of one page, server by server, in tabs of their own."""
    runs: list[list[Run]] = [[] for _ in servers]
    async with AsyncExitStack() as stack:
        tabs = [
            await stack.enter_async_context(tab(server, cookie))
            for server, cookie in zip(servers, cookies, strict=True)
        ]
        for number in range(WARM_UP + repeats):
            for one, found in zip(tabs, runs, strict=True):
                run = await one.run(page, **query)
                if number >= WARM_UP:
                    found.append(run)
    return runs


def fill(installation: Installation, challenges: int, claims: int, comments: int) -> None:
    """Adds challenges of every state, copies of a theme's claims until there are so many, and comments that everybody
    may read, all on one other theme."""
    store = installation.store()
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == READER)).one()
        told = session.exec(select(Claim).where(Claim.theme_id == THEME)).all()
        agencies = list(may_be_asked(agency_cards(session)))
        for number in range(claims - len(told)):
            own = {"claim_id": f"claim-bench-{number}", "place": 9000 + number}
            session.add(Claim(**told[number % len(told)].model_dump() | own))
        states = [state for state in ChallengeState if state is not ChallengeState.DRAFT]
        for number in range(challenges):
            like, day = told[number % len(told)], today(session)
            session.add(
                Challenge(
                    state=states[number % len(states)],
                    agency_id=agencies[number % len(agencies)],
                    agency_ids=agencies[number % len(agencies)],
                    report_id=like.report_id,
                    source_kind="claim",
                    source_id=like.claim_id,
                    theme_id="" if number % 3 else like.theme_id,
                    section=like.section,
                    source_text=like.text,
                    question=f"What has changed since? ({number})",
                    would_answer="A count with its base.",
                    category=ChallengeCategory.B,
                    due_on=day + timedelta(days=number % 60 - 30),
                    round=1,
                    account_id=account.account_id,
                    made_at=now(session),
                    raised_at=now(session),
                    how_far=HowFar.OUTPUT,
                    how_known=HowKnown.SAID,
                )
            )
        spoken_of = session.exec(select(Claim).where(Claim.theme_id == SPOKEN_OF)).all()
        session.bulk_insert_mappings(
            inspect(Comment), [_comment(number, spoken_of[number % len(spoken_of)]) for number in range(comments)]
        )
        session.commit()
    store.engine.dispose()


def _comment(number: int, about: Claim) -> dict[str, object]:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return {
        "comment_id": f"{number:016x}",
        "version": 1,
        "kind": CommentKind.VIEW.value,
        "state": CommentState.PUBLISHED.value,
        "role": Role.YOUNG_ADVISOR.value,
        "report_id": about.report_id,
        "source_kind": "claim",
        "source_id": about.claim_id,
        "theme_id": about.theme_id,
        "seen": about.plain,
        "data_version": 1,
        "stance": Stance.DOES_NOT.value,
        "really": "",
        "words": f"Nobody asked us. ({number})",
        "readers": Readers.ANYWHERE.value,
        "named": False,
        "kept_details": "",
        "worrying": False,
        "made_at": at,
        "sent_at": at,
        "published_at": at,
        "settled_at": at,
        "reason": "",
        "told": "",
        "held_by": "",
        "look_again": "",
        "round": 0,
        "in_line": False,
    }
