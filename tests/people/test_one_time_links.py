"""One-time links: they set a password once, in time, and only for an account that is open."""

import pytest
from sqlmodel import select

from cscp_core.errors import LinkRefused, PasswordRefused
from cscp_core.people import service, sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import handover
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import SignInAction
from tests.people.signing import attempt, on_disk, open_for, who_is

NEW = "lantern orbit pickle"
OTHER = "velvet comet turnip"


@pytest.fixture
def link(store):
    """The link of a new scrutineer, kim, good for 72 hours."""
    with store.writing() as session:
        return service.add_person(session, SYSTEM, username="kim", name="Kim", role=Role.SCRUTINEER)


def use(store, link, password=NEW):
    with store.writing() as session:
        sign_in.use_link(session, link, password=password)


def owner(store, link):
    with store.reading() as session:
        return sign_in.owner_of_link(session, link)


def kim(store):
    with store.reading() as session:
        return service.find_person(session, SYSTEM, username="kim")


def reset(store):
    found = kim(store)
    with store.writing() as session:
        return service.reset_password(session, SYSTEM, account_id=found.account_id, version=found.version)


def disable(store):
    found = kim(store)
    with store.writing() as session:
        handover.disable_person(session, SYSTEM, account_id=found.account_id, version=found.version)


def test_a_link_tells_whose_it_is(store, link):
    assert owner(store, link) == "kim"


def test_looking_at_a_link_does_not_use_it_up(store, link):
    owner(store, link)
    assert owner(store, link) == "kim"


def test_a_link_sets_the_password(store, link):
    use(store, link)
    assert who_is(store, open_for(store, "kim", NEW)).username == "kim"


def test_a_link_works_once(store, link):
    use(store, link)
    with pytest.raises(LinkRefused, match="used or has expired"):
        use(store, link, OTHER)
    assert not sign_in.password_matches(attempt(store, "kim"), OTHER)


def test_a_link_works_up_to_its_last_second(store, link, clock):
    clock.advance(hours=71, minutes=59, seconds=59)
    assert owner(store, link) == "kim"


def test_a_link_expires(store, link, clock):
    clock.advance(hours=72)
    with pytest.raises(LinkRefused, match="used or has expired"):
        use(store, link)


@pytest.mark.parametrize("guess", ["", "guessed"])
def test_a_guessed_link_is_refused_in_the_same_words(store, link, guess):
    with pytest.raises(LinkRefused, match="used or has expired"):
        owner(store, guess)


def test_what_the_database_keeps_of_a_link_opens_nothing(store, link):
    with pytest.raises(LinkRefused):
        owner(store, sign_in.token_hash(link))


def test_a_link_is_refused_after_a_reset_gave_a_newer_one(store, link):
    reset(store)
    with pytest.raises(LinkRefused):
        use(store, link)


def test_the_newer_link_works(store, link):
    assert owner(store, reset(store)) == "kim"


def test_a_link_of_a_disabled_account_is_refused(store, link):
    disable(store)
    with pytest.raises(LinkRefused):
        use(store, link)


def test_a_weak_password_does_not_use_the_link_up(store, link):
    with pytest.raises(PasswordRefused):
        use(store, link, "short")
    assert owner(store, link) == "kim"


def test_a_reset_takes_the_old_password_away(store, link):
    use(store, link)
    reset(store)
    assert not sign_in.password_matches(attempt(store, "kim"), NEW)


def test_a_reset_ends_the_sessions_that_were_open(store, link):
    use(store, link)
    token = open_for(store, "kim", NEW)
    reset(store)
    assert who_is(store, token) is None


def test_choosing_a_password_ends_the_sessions_that_were_open(store, link):
    token = sign_in_without_a_password(store)
    use(store, link)
    assert who_is(store, token) is None


def sign_in_without_a_password(store):
    """A session that was open before the link was used."""
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == "kim")).one()
        account.password_hash = sign_in.hash_password(OTHER)
        session.commit()
    return open_for(store, "kim", OTHER)


def test_a_link_is_nowhere_in_the_database(store, link):
    assert link.encode() not in on_disk(store)


def test_a_link_that_was_used_is_nowhere_in_the_database(store, link):
    use(store, link)
    assert link.encode() not in on_disk(store)


def test_a_password_chosen_by_link_is_nowhere_in_the_database(store, link):
    use(store, link)
    assert NEW.encode() not in on_disk(store)


def test_choosing_a_password_stands_in_the_trail_without_link_or_hash(store, link):
    use(store, link)
    with store.reading() as session:
        row = session.exec(select(TrailRow).where(TrailRow.action == SignInAction.PASSWORD_SET)).one()
        hashed = session.exec(select(Account)).one().password_hash
    told = row.model_dump_json()
    assert [secret for secret in (link, sign_in.token_hash(link), hashed, NEW) if secret in told] == []
