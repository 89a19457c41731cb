"""On the scrutineer's desk, one line: that young people or lay members said something new, or wait for a reply."""

from cscp_core.people.permissions import Actor
from feedback.comments import reads, replies
from pages.components import menu, unchanged


def on_desk(actor: Actor) -> None:
    """No word of theirs stands here: it counts as read where it is read."""
    new = unchanged.ask_for_actor(reads.list_unread, actor, most=1)
    owed = unchanged.ask_for_actor(replies.list_waiting, actor)
    if owed:
        menu.link("heard", "✉ Young people or lay members wait for your reply")
    elif new:
        menu.link("heard", "✉ New from young people and lay members")
