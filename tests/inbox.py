"""A mail server that is really there, what it took, and settings that name it."""

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default

from aiosmtpd.controller import Controller
from pydantic import SecretStr

from cscp_core.settings import Settings

HOST = "127.0.0.1"
PUBLIC = "https://scrutiny.example.org"


class Inbox:
    """What a server took, and what it answers to who writes to an address."""

    def __init__(self):
        self.taken = []
        self.refused = {}
        self.answer = "250 OK"
        self.hangs_up_after = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = "421 closing" if len(self.taken) == self.hangs_up_after else self.answer
        if answer.startswith("250"):
            self.taken.append(envelope)
        return answer

    @property
    def messages(self):
        return [email.message_from_bytes(one.content, policy=default) for one in self.taken]

    @property
    def bodies(self):
        return [one.get_content().replace("\r\n", "\n") for one in self.messages]

    @property
    def went_to(self):
        return [one.rcpt_tos for one in self.taken]


def free_port():
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]


@contextmanager
def listening(inbox: Inbox) -> Iterator[Controller]:
    """A server on a port of its own."""
    controller = Controller(inbox, hostname=HOST, port=free_port())
    controller.start()
    yield controller
    controller.stop()


def settings_for(port, **details):
    known = {
        "database_url": SecretStr("sqlite://"),
        "smtp_host": HOST,
        "smtp_port": port,
        "smtp_from": "scrutiny@example.org",
        "smtp_starttls": False,
        "public_address": PUBLIC,
    }
    return Settings.model_construct(**known | details)
