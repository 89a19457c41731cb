"""Brings an installation up, and looks after it: opens its database, migrates it, and in demo mode fills it."""

import logging
from dataclasses import replace
from functools import cache

from cscp_core.demonstration import service as demonstration
from cscp_core.errors import StorageUnavailable
from cscp_core.evidence import finding, loader, service
from cscp_core.evidence import tables as evidence
from cscp_core.notices import guessing
from cscp_core.official import extract, mapping
from cscp_core.official import tables as official
from cscp_core.official.catalogue import FOLDER
from cscp_core.official.rules import folded
from cscp_core.people import demo
from cscp_core.people.permissions import SYSTEM
from cscp_core.settings import Mode, Settings, settings
from cscp_core.storage import heads, migrate, sealed_lines
from cscp_core.storage.base import Table
from cscp_core.storage.session import Store, checkpoint_wal, make_engine
from feedback.comments import promises
from feedback.own import retention, withdrawals
from feedback.ratings import service as ratings
from feedback.space import service as space
from feedback.welfare import following_up
from feedback.welfare import service as welfare

log = logging.getLogger("cscp")
NOTHING = "none"
WRITTEN_HERE = official.FigureMapping.__tablename__
STAGING = (
    frozenset({"agency", "installation"})
    | {
        name
        for name, table in Table.metadata.tables.items()
        if any(table is getattr(one, "__table__", None) for room in (evidence, official) for one in vars(room).values())
    }
) - {WRITTEN_HERE}
"""What a copy for trying things out may hold: what reports and official statistics say, and nothing that a person wrote
here."""


def open_store(found: Settings) -> Store:
    """The store that the settings name, as it stands."""
    for shared, own in found.renamed:
        sealed_lines.copy_lines(shared, own)
    return Store(make_engine(found.database), found.chain_key, withdrawals=found.withdrawals)


@cache
def store() -> Store:
    """This process's one store, migrated and of this process's mode; until it is, every call looks again.

    Raises:
        StorageUnavailable: the database is away, not migrated, or belongs to the other mode.
    """
    opened = open_store(settings())
    migrate.check(opened, settings().mode)
    return replace(opened, revision=migrate.newest_revision())


def look_after(opened: Store) -> None:
    """What the server does every half minute: a welfare notice that nobody opens is passed on, lead and deputy are told
    of a day to look again that has come, a promise whose day has passed is late, forms after meetings are closed, who
    asked for it is reminded, guessing is reported, what was deleted leaves the disk, and how far the trail reaches is
    noted outside the database."""
    with opened.writing() as session:
        welfare.pass_on_unopened(session, SYSTEM)
    with opened.writing() as session:
        following_up.notify_of_days(session, SYSTEM)
    with opened.writing() as session:
        promises.note_late(session, SYSTEM)
    with opened.writing() as session:
        ratings.close_forms(session, SYSTEM)
    with opened.writing() as session:
        space.send_reminders(session, SYSTEM)
    with opened.writing() as session:
        guessing.report_guessing(session, SYSTEM)
    checkpoint_wal(opened.engine)
    try:
        with opened.reading() as session:
            heads.note_head(session, settings().trail_heads)
    except StorageUnavailable as error:  # worries are passed on and e-mails sent all the same
        log.warning("%s", error)


def passed_over(opened: Store) -> list[str]:
    """Sentences on lines of the files beside the database that were not followed, such as another installation's."""
    with opened.reading() as session:
        sentences = (withdrawals.describe_skipped_lines(session), heads.passed_over(session, settings().trail_heads))
        return [one for one in sentences if one]


def load_official(into: Store) -> None:
    """Loads the official statistics that come with the app, where a report of their place is loaded, and what the
    figures of its reports may be held against. Repeatable: what was loaded, undone or changed since stays."""
    home = folded(extract.home_of(FOLDER))
    with into.reading() as session:
        reports = [one.report_id for one in service.years(session, SYSTEM) if folded(one.home_area) == home]
    if reports:
        with into.writing() as session:
            extract.load_extract(session, SYSTEM)
    for report_id in reports:
        with into.writing() as session:
            mapping.load_shipped(session, SYSTEM, report_id=report_id)


def prepare(found: Settings, into: Store) -> list[loader.Outcome]:
    """Migrates, loads the report folders and the official statistics that come with the app, and in demo mode makes the
    demonstration and its accounts. Repeatable.

    A folder that was loaded last just as it is is passed over: what was corrected on the screen since then stays.
    What was taken back after an older copy of the database was made is taken back again.

    Raises:
        StorageUnavailable: the database cannot be reached, or belongs to the other mode.
        LoadRefused: a report folder has faults.
    """
    migrate.upgrade(into, found.mode)
    outcomes = []
    for folder in found.report_folders:
        with into.writing() as session:
            outcomes.append(loader.load_folder(session, SYSTEM, path=folder, unless_known=True))
    with into.writing() as session:
        finding.rebuild_missing(session)
    if found.official != NOTHING:
        load_official(into)
    if found.mode is Mode.DEMO:
        demo.add_accounts(into)
        if not found.demo:
            with into.writing() as session:
                demonstration.make_once(session, SYSTEM)
    retention.take_back_again(into)
    return outcomes
