"""Acting out a story through the services: each act by one person, at the moment that the story has reached."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from cscp_core.demonstration.timeline import Timeline
from cscp_core.people.permissions import Actor
from cscp_core.storage.session import ERASED, mark_erasing

P = ParamSpec("P")
R = TypeVar("R")
Scene = Iterator[datetime]
"""A part of the story: it yields the moment that it waits for, and acts once the story has reached it."""
A_MINUTE = timedelta(minutes=1)


@dataclass
class Stage:
    """Where a story is acted out: within the caller's transaction, on a clock of its own, by these people."""

    session: Session
    timeline: Timeline
    people: dict[str, Actor]
    report_id: str
    named: dict[str, int] = field(default_factory=dict)
    """The numbers of what earlier acts made, for later ones."""
    moment: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.moment = self.timeline.opened

    def act(
        self,
        username: str,
        service: Callable[Concatenate[Session, Actor, P], R],
        /,
        *args: P.args,
        **details: P.kwargs,
    ) -> R:
        """Has somebody do one thing now. The service commits into the caller's transaction, and only there."""
        connection = self.session.connection()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as own:
            own.info.update({**self.session.info, "clock": lambda: self.moment.astimezone(UTC)})
            found = service(own, self.people[username], *args, **details)
            if own.info.get(ERASED):
                mark_erasing(self.session)
        return found

    def play(self, scenes: Iterable[Scene]) -> None:
        """Acts scenes out side by side, whatever comes first first. Within one, time never runs back."""
        waiting: list[tuple[datetime, int, Scene]] = []
        for number, scene in enumerate(scenes):
            self._wait(waiting, number, scene, self.moment)
        while waiting:
            self.moment, number, scene = heapq.heappop(waiting)
            self._wait(waiting, number, scene, self.moment + A_MINUTE)

    def _wait(self, waiting: list[tuple[datetime, int, Scene]], number: int, scene: Scene, earliest: datetime) -> None:
        moment = next(scene, None)
        if moment is not None:
            heapq.heappush(waiting, (max(moment, earliest), number, scene))
