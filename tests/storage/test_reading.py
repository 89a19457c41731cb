"""Sessions that read and sessions that write: what each may keep, and that changes wait for each other."""

from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import func, select

from cscp_core.errors import StorageUnavailable
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import trail
from cscp_core.storage.session import WRITERS, now
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import DemonstrationAction

pytestmark = pytest.mark.engine


def test_nothing_that_is_done_in_a_reading_session_is_kept(store):
    with suppress(StorageUnavailable), store.reading() as session:
        trail.record(session, SYSTEM, DemonstrationAction.MADE, "nothing")
        session.commit()
    with store.reading() as session:
        assert session.exec(select(TrailRow)).all() == []


def test_a_session_tells_the_time_by_its_stores_clock(store, clock):
    with store.reading() as session:
        clock.advance(hours=1)
        assert now(session) == clock.moment


def test_a_writing_session_shuts_other_writers_out_from_its_first_statement(store):
    with store.writing() as session, store.engine.connect() as other:
        session.exec(select(TrailRow)).all()
        if store.engine.dialect.name == "sqlite":
            other.execute(text("COMMIT"))
            other.execute(text("PRAGMA query_only=OFF"))
            other.execute(text("PRAGMA busy_timeout=0"))
            with pytest.raises(OperationalError, match="locked"):
                other.execute(text("BEGIN IMMEDIATE"))
        else:
            assert other.scalar(select(func.pg_try_advisory_xact_lock(WRITERS))) is False


def test_a_reading_session_shuts_no_writer_out(store):
    with store.reading() as reader:
        reader.exec(select(TrailRow)).all()
        with store.writing() as writer:
            trail.record(writer, SYSTEM, DemonstrationAction.MADE, "thing")
            writer.commit()
    with store.reading() as reader:
        assert len(reader.exec(select(TrailRow)).all()) == 1
