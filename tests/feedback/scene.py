"""A small partnership whose young people and lay members speak: people of every role, and what each can do in a line.

It stands on the scene of the meetings, so meetings and challenges can be held here too.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import column, table, update
from sqlmodel import col, select

from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people import leaving
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.rules import read_code
from cscp_core.storage import trail
from cscp_core.storage.base import Code
from cscp_core.storage.session import Store
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import checking, on_behalf, reads, replies, service
from feedback.comments.reads import Receipt, Said
from feedback.comments.rules import CommentKind, Reason, ReplyKind, Stance, Stands
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.own import withdrawals
from feedback.together import service as together
from feedback.welfare.rules import About
from tests.builders import load_into, small_row
from tests.conftest import Clock, make_account
from tests.scrutiny.meetings import scene as meetings
from tests.scrutiny.meetings.scene import CLAIM, FIGURE, TINY, TODAY, make_recommendation, write_scene

__all__ = ["CLAIM", "FIGURE", "TINY", "TODAY"]
COUNCIL = (TINY, "claim", CLAIM)
BOARD = (TINY, "claim", "claim-1.1-02")
TRUST = (TINY, "claim", "claim-1.1-03")  # ended; the board took over
CLUB = (TINY, "claim", "claim-1.1-04")  # nobody works for it
THEME = (TINY, "theme", "neglect")  # nobody's alone: the partnership's, so each statutory partner's
PHONE = "07700 900461"
WORDS = "Nobody told us about this."
TOLD = "Leave out which street it was."
YOUNG = ("yas", "yui", "yan")
EVERYBODY = ("dee", "sam", "pat", "ida", "hal", "yas", "yui", "lou", "len", "lia", "system")

About3 = tuple[str, str, str]


class Scene(meetings.Scene):
    """The store with everybody in it.

    Yas, Yui and Yan are Young Advisors, Lou and Lin lay members, Dee the scrutineer, Sam and Bea business managers,
    Len the safeguarding lead and Lia the deputy, Wes a participation worker. Pat answers for the council and Ida drafts
    for it; Hal answers for the health board.
    """

    def by_now(self, function: Callable[..., Any], actor: Actor, comment_id: str, **details: Any) -> Any:
        """A change of a comment by somebody who has just looked."""
        known = {"version": self.row(comment_id).version} | details
        return self.act(function, actor, comment_id=comment_id, **known)

    # writing

    def save(
        self, actor: Actor | None = None, about: About3 = COUNCIL, kind: CommentKind = CommentKind.VIEW, **content: Any
    ) -> str:
        """A draft."""
        return str(self.act(service.save, actor or self.yas, about=about, content=make_content(**content), kind=kind))

    def send(
        self, actor: Actor | None = None, about: About3 = COUNCIL, kind: CommentKind = CommentKind.VIEW, **content: Any
    ) -> str:
        """A comment that waits to be checked, or a worry."""
        return str(self.act(service.send, actor or self.yas, about=about, content=make_content(**content), kind=kind))

    def rewrite(self, comment_id: str, actor: Actor | None = None, **content: Any) -> None:
        """Changes a comment, or completes a draft, and sends it."""
        self.by_now(service.send, actor or self.yas, comment_id, content=make_content(**content))

    def write_down(
        self, actor: Actor | None = None, about: About3 = COUNCIL, kind: CommentKind = CommentKind.VIEW, **content: Any
    ) -> tuple[str, Actor]:
        """What Wes wrote down for somebody who asked: its id, and that somebody, who came by their code."""
        known = {"asked": True, "read_back": True, "about": about, "kind": kind, "content": make_content(**content)}
        paper = self.act(on_behalf.send, actor or self.wes, **known)
        asker = self.by_code(paper.code)
        (found,) = self.own(asker)
        return found.comment_id, asker

    def by_code(self, typed: str) -> Actor:
        """Who holds a code on paper."""
        with self.store.reading() as session:
            return leaving.who_left(session, read_code(typed))

    def withdraw(self, comment_id: str, actor: Actor | None = None) -> None:
        self.by_now(service.withdraw, actor or self.yas, comment_id)

    # checking

    def publish(self, comment_id: str, actor: Actor | None = None) -> None:
        self.by_now(checking.let_stand, actor or self.sam, comment_id)

    def published(self, actor: Actor | None = None, **details: Any) -> str:
        """A comment that its readers can read: the scrutineer, unless said otherwise."""
        comment_id = self.send(actor, **details)
        self.publish(comment_id)
        return comment_id

    def send_back(self, comment_id: str, reason: Reason = Reason.IDENTIFIES, told: str = TOLD) -> None:
        self.by_now(checking.send_back, self.sam, comment_id, reason=reason, told=told)

    def sent_back(self, actor: Actor | None = None, reason: Reason = Reason.IDENTIFIES, **details: Any) -> str:
        comment_id = self.send(actor, **details)
        self.send_back(comment_id, reason)
        return comment_id

    def hold(self, comment_id: str, about: About = About.SOMEBODY) -> str:
        return str(self.by_now(checking.hold_for_welfare, self.sam, comment_id, about=about))

    def held(self, actor: Actor | None = None, **details: Any) -> str:
        comment_id = self.send(actor, **details)
        self.hold(comment_id)
        return comment_id

    def question(self, actor: Actor | None = None, words: str = "Why do we wait?", **details: Any) -> str:
        """A question for a meeting that was checked."""
        return self.published(
            actor, about=details.pop("about", THEME), kind=CommentKind.QUESTION, words=words, **details
        )

    # a view together

    def write_together(self, actor: Actor | None = None, words: str = "We wait.", **details: Any) -> str:
        """A wording of the joint view of neglect that waits to be checked."""
        known = {"report_id": TINY, "theme_id": "neglect", "stands": Stands.PARTLY, "words": words, "version": 0}
        if (replaced := details.get("replaces")) and "version" not in details:
            known["version"] = self.row(replaced).version
        return str(self.act(together.submit_wording, actor or self.yas, **known | details))

    def let_stand_together(self, actor: Actor | None = None, **details: Any) -> str:
        """One that the other Young Advisors read."""
        made = self.write_together(actor, **details)
        self.publish(made)
        return made

    def agreed(self, actor: Actor | None = None, **details: Any) -> str:
        """One to which every Young Advisor agreed, so that everybody reads it."""
        made = self.let_stand_together(actor, **details)
        for name in YOUNG:
            self.by_now(together.agree, self.people[name], made)
        return made

    # replying

    def reply(self, comment_id: str, actor: Actor | None = None, **details: Any) -> None:
        known: dict[str, Any] = {"kind": ReplyKind.DID, "words": "We changed the letter."}
        self.by_now(replies.reply, actor or self.pat, comment_id, **known | details)

    def answers(self, comment_id: str, answers: bool, actor: Actor | None = None) -> None:
        self.by_now(service.say_whether_it_answers, actor or self.yas, comment_id, answers=answers)

    # reading

    def said(self, actor: Actor, **details: Any) -> list[Said]:
        """Every published comment on the report that somebody may read, first page."""
        known: dict[str, Any] = {"report_id": TINY, "together": True}
        found: list[Said] = self.ask(reads.list_comments, actor, **known | details)[0]
        return found

    def read(self, actor: Actor, *comment_ids: str) -> None:
        self.act(reads.add_read_receipts, actor, comment_ids=comment_ids)

    def own(self, actor: Actor | None = None) -> list[Receipt]:
        found: list[Receipt] = self.ask(reads.list_receipts, actor or self.yas)
        return found

    def receipt(self, comment_id: str, actor: Actor | None = None) -> Receipt:
        (found,) = (one for one in self.own(actor) if one.comment_id == comment_id)
        return found

    # what the database holds

    def row(self, comment_id: str) -> Comment:
        with self.store.reading() as session:
            found = session.get(Comment, comment_id)
        assert found
        return found

    def noted(self) -> list[withdrawals.Withdrawal]:
        """What was noted outside the database."""
        with self.store.reading() as session:
            return list(withdrawals.read_log(session))

    def tamper(self, comment_id: str, **values: Any) -> None:
        """Writes into a comment's row what no door writes."""
        with self.store.writing() as session:
            known = [name for name in values if not isinstance(Comment.__table__.columns[name].type, Code)]
            row = session.get(Comment, comment_id)
            assert row
            for name in known:
                setattr(row, name, values[name])
            session.add(row)
            for name in values.keys() - set(known):  # past the type, which refuses what is no code
                unchecked = table("comment", column("comment_id"), column(name))
                mine = unchecked.c.comment_id == comment_id
                session.execute(update(unchecked).where(mine).values({name: str.__str__(values[name])}))
            session.commit()

    def notices(self, actor: Actor) -> list[NoticeKind]:
        """What somebody has been told, earliest first."""
        with self.store.reading() as session:
            mine = select(Notice).where(Notice.account_id == actor.account_id).order_by(col(Notice.notice_id))
            return [one.kind for one in session.exec(mine)]

    def trail(self, subject: str = "") -> list[TrailRow]:
        """Rows of the trail, earliest first: all, or those about one thing."""
        with self.store.reading() as session:
            rows = session.exec(select(TrailRow).order_by(col(TrailRow.number)))
            return [one for one in rows if not subject or one.subject == subject]

    def decisions(self, comment_id: str) -> list[tuple[str, str, str]]:
        """Each decision on a comment as the trail holds it: from, to, and why."""
        rows = [one for one in self.trail(f"comment {comment_id}") if one.action == CommentsAction.MODERATED]
        details = [json.loads(one.detail) for one in rows]
        return [
            (trail.describe_fact(one["old"]), trail.describe_fact(one["new"]), trail.describe_fact(one["reason"]))
            for one in details
        ]


def make_content(**details: Any) -> Content:
    """Words for the scrutineer, unless said otherwise; `words=""` and a stance make a comment without words."""
    known: dict[str, Any] = {"stance": Stance.DOES_NOT, "words": WORDS}
    return Content(**known | details)


def make_scene(store: Store, clock: Clock, folder: Path) -> Scene:
    load_into(store, write_voices(folder))
    wanted: dict[str, tuple[Role, dict[str, Any]]] = {
        "dee": (Role.SCRUTINEER, {}),
        "sam": (Role.BUSINESS_MANAGER, {}),
        "bea": (Role.BUSINESS_MANAGER, {}),
        "len": (Role.SAFEGUARDING_LEAD, {}),
        "lia": (Role.SAFEGUARDING_LEAD, {"deputy": True}),
        "pat": (Role.PARTNER, {"agency_id": "council", "answers": True}),
        "ida": (Role.PARTNER, {"agency_id": "council"}),
        "hal": (Role.PARTNER, {"agency_id": "board", "answers": True}),
        "wes": (Role.PARTICIPATION_WORKER, {"email": "wes@example.org"}),
        "lou": (Role.LAY_MEMBER, {}),
        "lin": (Role.LAY_MEMBER, {}),
        "yas": (Role.YOUNG_ADVISOR, {"email": "yas@example.org"}),
        "yui": (Role.YOUNG_ADVISOR, {}),
        "yan": (Role.YOUNG_ADVISOR, {}),
    }
    people = {}
    with store.writing() as session:
        for username, (role, details) in wanted.items():
            made = make_account(session, username, role, name=f"{username.title()} Surname", **details)
            rights = {name: bool(details.get(name)) for name in ("answers", "deputy")}
            people[username] = replace(made, **rights)
    return Scene(store, clock, people | {"system": SYSTEM})


def write_voices(folder: Path) -> Path:
    """A report with two themes, five claims of five agencies, a figure, a recommendation and a recorded challenge."""
    agency = small_row("agencies")
    claim = small_row("claims") | {"figure_ids": ""}
    return write_scene(
        folder,
        agencies=[
            agency,
            agency | {"agency_id": "board", "name": "Tiny Health Board", "short_name": "Board", "kind": "health"},
            agency
            | {"agency_id": "trust", "name": "Old Trust", "short_name": "Trust", "kind": "health"}
            | {"successor_id": "board"},
            agency | {"agency_id": "club", "name": "Tiny Club", "short_name": "Club", "statutory_partner": "no"},
            agency
            | {"agency_id": "all", "name": "Tiny Partnership", "short_name": "All", "kind": "partnership"}
            | {"statutory_partner": "no"},
        ],
        claims=[
            small_row("claims"),
            claim
            | {"claim_id": "claim-1.1-02", "theme_id": "leavers", "agency_id": "board"}
            | {"text": "Nurses visit.", "plain": "A nurse comes to see you."},
            claim | {"claim_id": "claim-1.1-03", "agency_id": "trust", "text": "Letters are sent."},
            claim
            | {"claim_id": "claim-1.1-04", "theme_id": "leavers", "agency_id": "club"}
            | {"text": "The club is open."},
            claim | {"claim_id": "claim-1.1-05", "text": "Workers were trained."},
        ],
        recommendations=[make_recommendation()],
        challenges=[
            {
                "challenge_id": "challenge-1",
                "theme_id": "neglect",
                "section": "1.1",
                "agency_id": "council",
                "text": "How is neglect measured?",
                "plain": "How do they know?",
            }
        ],
    )
