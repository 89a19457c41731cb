"""Sends the e-mails that notices wait for: the link and no content, by the SMTP server of the settings."""

import logging
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any

from sqlmodel import col, or_, select

from cscp_core.notices.rules import MOST_TRIES, SUBJECT, Email, message, wait_after
from cscp_core.notices.tables import Notice
from cscp_core.people.tables import Account
from cscp_core.settings import Settings
from cscp_core.storage.session import Store, now

log = logging.getLogger("cscp.notices")
AT_ONCE = 50
PATIENCE = 20  # seconds


def send_waiting(store: Store, settings: Settings) -> int:
    """Sends what is due and returns how many went out. What fails is tried again later, and given up in the end.

    A try is counted before it is made, so that two servers do not send the same notice, and a crash does not send it
    for ever.
    """
    if not settings.sends_email:
        return 0
    due = _claim_due(store)
    if not due:
        return 0
    sent = []
    try:
        with connect(settings) as server:
            for notice_id, to, address in due:
                try:
                    text = message(settings.public_address, address)
                    server.send_message(compose_email(settings, to, SUBJECT, text, store.clock()))
                    sent.append(notice_id)
                except (smtplib.SMTPException, ValueError) as error:  # an address that is none stops no other notice
                    log.warning("notice %d was not sent: %s", notice_id, type(error).__name__)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("the e-mail server cannot be used: %s", type(error).__name__)
    with store.writing() as session:
        for notice_id in sent:
            if notice := session.get(Notice, notice_id):
                notice.email = Email.SENT
                session.add(notice)
        session.commit()
    return len(sent)


def _claim_due(store: Store) -> list[tuple[int, str, str]]:
    with store.writing() as session:
        rows = session.exec(
            select(Notice, Account)
            .join(Account, col(Account.account_id) == col(Notice.account_id))
            .where(Notice.email == Email.WAITING, _is_due(now(session)))
            .order_by(col(Notice.notice_id))
            .limit(AT_ONCE)
        ).all()
        due = []
        for notice, account in rows:
            gone = bool(account.disabled_at) or not account.email
            if gone or notice.tries >= MOST_TRIES:
                notice.email = Email.GIVEN_UP
            else:
                notice.tries += 1
                notice.try_at = now(session) + wait_after(notice.tries)
                due.append((notice.notice_id or 0, account.email, notice.kind.link(notice.address)))
            session.add(notice)
        session.commit()
    return due


def _is_due(moment: datetime) -> Any:
    """Its time has come, or is further off than any wait: then the clock was set back since."""
    return or_(col(Notice.try_at) <= moment, col(Notice.try_at) > moment + wait_after(MOST_TRIES))


def compose_email(settings: Settings, to: str, subject: str, text: str, moment: datetime) -> EmailMessage:
    """A plain message from the tool, which no machine should answer."""
    made = EmailMessage()
    made["Date"], made["Message-ID"] = format_datetime(moment), make_msgid(domain=settings.smtp_from.partition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    made["From"], made["To"], made["Subject"] = settings.smtp_from, to, subject
    made.set_content(text)
    return made


def connect(settings: Settings) -> smtplib.SMTP:
    """A connection to the settings' e-mail server; the caller closes it."""
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=PATIENCE)
    try:
        if settings.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user and settings.smtp_password:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server
