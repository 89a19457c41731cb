"""Settings: which mode an environment asks for, what is refused, and the demonstration's own key."""

import os
import stat
import subprocess
import sys

import pytest
from sqlalchemy.engine import make_url

from cscp_core.errors import SettingsWrong
from cscp_core.settings import LOOPBACK_HOSTS, Mode, read_settings
from tests.conftest import REPORT, ROOT

KEY = "Cookie key of thirty-two letters"
TRAIL_KEY = "The trail has its own key, longer still"
DATABASE = "postgresql+psycopg://app:hidden-word@db/cscp"
LIVE = {"DATABASE_URL": DATABASE, "COOKIE_KEY": KEY, "ALLOWED_HOSTS": "scrutiny.example.org"}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Returns a function that reads the settings of an environment with exactly these variables."""
    for name in list(os.environ):
        if name.upper().startswith("CSCP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CSCP_VAR_DIR", str(tmp_path / "var"))

    def make(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(f"CSCP_{name}", value)
        return read_settings()

    return make


def without(name):
    return {key: value for key, value in LIVE.items() if key != name}


def test_with_neither_database_nor_key_it_is_a_demonstration(read):
    assert read().mode is Mode.DEMO


def test_with_both_database_and_key_it_is_live(read):
    assert read(**LIVE).mode is Mode.LIVE


def test_variables_that_are_empty_count_as_not_set(read):
    assert read(DATABASE_URL="", COOKIE_KEY="", TRAIL_KEY="", DATABASE_HOST="").mode is Mode.DEMO


@pytest.mark.parametrize("missing", ["DATABASE_URL", "COOKIE_KEY"])
def test_with_only_one_of_database_and_key_it_does_not_start(read, missing):
    with pytest.raises(SettingsWrong, match="only one is set"):
        read(**without(missing))


@pytest.mark.parametrize("name", ["COOKIE_KEY", "TRAIL_KEY"])
def test_a_short_key_is_refused_by_name_and_not_repeated(read, name):
    with pytest.raises(SettingsWrong, match=f"CSCP_{name} must have at least 32 characters") as refused:
        read(**LIVE | {name: "short-word"})
    assert "short-word" not in str(refused.value)


@pytest.mark.parametrize("hosts", ["", " ", ",", " , "])
def test_live_mode_needs_the_names_that_it_answers_to(read, hosts):
    with pytest.raises(SettingsWrong, match="CSCP_ALLOWED_HOSTS"):
        read(**LIVE | {"ALLOWED_HOSTS": hosts})


def test_live_mode_answers_to_the_names_given(read):
    assert read(**LIVE | {"ALLOWED_HOSTS": "a.example.org, b.example.org,"}).hosts == ("a.example.org", "b.example.org")


def test_a_demonstration_answers_to_this_machine_only(read):
    assert read().hosts == LOOPBACK_HOSTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "a.example.org"),
        ("TRAIL_KEY", TRAIL_KEY),
        ("SMTP_HOST", "mail.example.org"),
        ("DATABASE_PASSWORD", "hidden-word"),
    ],
)
@pytest.mark.parametrize("empty", [{}, {"DATABASE_URL": "", "COOKIE_KEY": ""}])
def test_environment_that_looks_live_never_starts_as_a_demonstration(read, name, value, empty):
    with pytest.raises(SettingsWrong, match=f"Only live mode uses CSCP_{name}, but") as refused:
        read(**empty, **{name: value})
    assert value not in str(refused.value)


@pytest.mark.parametrize("name", ["COOKIE_KEY", "TRAIL_KEY"])
@pytest.mark.parametrize("key", ["k" * 32, "abababab" * 8, "1234567" * 9])
def test_a_key_of_repeated_letters_is_refused(read, name, key):
    with pytest.raises(SettingsWrong, match=f"CSCP_{name} repeats a few letters"):
        read(**LIVE | {name: key})


def test_the_same_key_twice_is_refused(read):
    with pytest.raises(SettingsWrong, match="are the same"):
        read(**LIVE | {"TRAIL_KEY": KEY})


@pytest.mark.parametrize(
    "url",
    [
        "hidden-word",
        "://hidden-word",
        "sqlite",
        "mysql://app:hidden-word@db/cscp",
        "postgresql://app:hidden-word@db/cscp",
        "postgresql+psycopg://app:hidden-word@db",
        "postgresql+psycopg://app:hidden-word@db:port/cscp",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?cache=shared&uri=true",
        "sqlite:///file:x?mode=memory&uri=true",
    ],
)
def test_a_malformed_or_in_memory_database_is_refused_without_repeating_its_password(read, url):
    with pytest.raises(SettingsWrong, match="CSCP_DATABASE_URL") as refused:
        read(**LIVE | {"DATABASE_URL": url})
    assert "hidden-word" not in str(refused.value)


FIELDS = {
    "DATABASE_HOST": "db",
    "DATABASE_PASSWORD": "p@ss/word:1",
    "COOKIE_KEY": KEY,
    "ALLOWED_HOSTS": "a.example.org",
}


def test_the_database_may_be_given_as_fields_and_its_password_may_hold_any_mark(read):
    found = read(**FIELDS)
    assert found.mode is Mode.LIVE
    url = make_url(found.database)
    assert (url.drivername, url.host, url.port, url.database) == ("postgresql+psycopg", "db", 5432, "cscp")
    assert (url.username, url.password) == ("cscp", "p@ss/word:1")
    assert "p@ss" not in repr(found)


def test_an_address_and_fields_of_a_database_together_are_refused(read):
    with pytest.raises(SettingsWrong, match="not both"):
        read(**FIELDS | {"DATABASE_URL": DATABASE})


def test_wrong_settings_end_the_server_and_the_command_line_in_one_sentence():
    environment = {"PATH": os.environ["PATH"], "CSCP_COOKIE_KEY": KEY}
    commands = (
        ["-m", "streamlit", "run", "app.py", "--server.port", "0"],
        ["-m", "cscp_core", "prepare"],
        ["-m", "feedback", "retention"],
    )
    for command in commands:
        ended = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
        )
        printed = ended.stdout + ended.stderr
        assert ended.returncode != 0, command
        assert "only one is set" in printed, command
        assert "Traceback" not in printed, command


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IDLE_MINUTES", "4"),
        ("IDLE_MINUTES_YOUNG", "0"),
        ("ABSOLUTE_HOURS", "0"),
        ("ABSOLUTE_HOURS_YOUNG", "-1"),
        ("LINK_HOURS", "0"),
        ("IDLE_MINUTES", "soon"),
        ("LINK_HOURS", "1.5"),
        ("SMTP_PORT", "0"),
        ("SMTP_PORT", "65536"),
    ],
)
def test_a_number_out_of_range_is_refused_by_name(read, name, value):
    with pytest.raises(SettingsWrong, match=f"^CSCP_{name}: "):
        read(**{name: value})


def test_every_wrong_number_is_named_at_once(read):
    with pytest.raises(SettingsWrong, match=r"CSCP_IDLE_MINUTES: .*; CSCP_LINK_HOURS: "):
        read(IDLE_MINUTES="soon", LINK_HOURS="later")


def test_a_limit_can_be_set(read):
    assert read(IDLE_MINUTES="5").idle_minutes == 5


def test_keys_are_not_shown_when_settings_are_printed(read):
    assert KEY not in repr(read(**LIVE | {"TRAIL_KEY": TRAIL_KEY}))


def test_the_databases_password_is_not_shown_when_settings_are_printed(read):
    assert "hidden-word" not in repr(read(**LIVE))


def test_the_cookie_is_signed_with_the_key_given(read):
    assert read(**LIVE).signing_key == KEY.encode()


def test_the_trail_has_the_signing_key_where_none_of_its_own_is_set(read):
    assert read(**LIVE).chain_key == KEY.encode()


def test_the_trail_has_its_own_key_where_one_is_set(read):
    assert read(**LIVE, TRAIL_KEY=TRAIL_KEY).chain_key == TRAIL_KEY.encode()


def test_a_live_installation_uses_the_database_given(read):
    assert read(**LIVE).database == DATABASE


def test_a_demonstration_keeps_its_database_in_its_own_folder(read, tmp_path):
    assert read().database == f"sqlite:///{tmp_path / 'var' / 'demo.sqlite3'}"


def test_a_demonstration_makes_its_key_once(read):
    assert read().signing_key == read().signing_key


def test_a_demonstrations_key_is_long_enough_to_sign_with(read):
    assert len(read().signing_key) >= 32


def test_only_the_owner_can_read_a_demonstrations_key(read, tmp_path):
    assert read().signing_key
    assert stat.S_IMODE((tmp_path / "var" / "demo.key").stat().st_mode) == 0o600


def test_nothing_but_the_key_is_left_where_it_was_made(read, tmp_path):
    assert read().signing_key
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["demo.key"]


def test_processes_that_start_together_have_the_same_key(read, tmp_path):
    code = "from cscp_core.settings import read_settings; print(read_settings().signing_key.decode())"
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    keys = {process.communicate(timeout=60)[0].strip() for process in started}
    assert keys == {read().signing_key.decode()}


def test_demonstration_and_live_share_no_file_unless_told_to(read, tmp_path):
    demo, live = read(), read(**LIVE)
    assert [one.name for one in (demo.withdrawals, demo.trail_heads)] == [
        "demo-withdrawals.jsonl",
        "demo-trail-heads.jsonl",
    ]
    assert not {demo.withdrawals, demo.trail_heads} & {live.withdrawals, live.trail_heads}
    assert demo.withdrawals.parent == live.withdrawals.parent == tmp_path / "var"


def test_the_folders_to_load_can_be_named(read):
    assert [str(path) for path in read(REPORTS="a, b/c,").report_folders] == ["a", "b/c"]


def test_without_names_every_folder_of_data_is_loaded(read):
    assert REPORT in read().report_folders


SMTP = {"SMTP_HOST": "mail.example.org", "SMTP_FROM": "scrutiny@example.org"}


def test_live_mode_with_a_mail_server_sends_email(read):
    assert read(**LIVE, **SMTP).sends_email


def test_live_mode_without_a_mail_server_keeps_notices_in_the_app(read):
    assert not read(**LIVE).sends_email


def test_a_demonstration_sends_no_email(read):
    assert not read(SMTP_FROM="scrutiny@example.org").sends_email


def test_a_mail_server_needs_the_address_that_notices_come_from(read):
    with pytest.raises(SettingsWrong, match="CSCP_SMTP_FROM"):
        read(**LIVE, SMTP_HOST="mail.example.org")


def test_mail_goes_encrypted_unless_that_is_turned_off(read):
    assert read(**LIVE, **SMTP).smtp_starttls


def test_the_mail_servers_password_is_not_shown_when_settings_are_printed(read):
    assert "hidden-word" not in repr(read(**LIVE, **SMTP, SMTP_PASSWORD="hidden-word"))


def test_a_year_of_scrutiny_begins_in_april_unless_said_otherwise(read):
    assert read().scrutiny_year_starts == "04-01"


def test_a_year_of_scrutiny_may_begin_on_another_day(read):
    assert read(SCRUTINY_YEAR_STARTS="09-01").scrutiny_year_starts == "09-01"


@pytest.mark.parametrize("day", ["13-01", "02-30", "02-29", "00-10", "04-00", "April", "4-1", "04-01-2026", "٠٤-٠١"])
def test_a_year_of_scrutiny_begins_on_a_day_that_every_year_has(read, day):
    with pytest.raises(SettingsWrong, match="CSCP_SCRUTINY_YEAR_STARTS"):
        read(SCRUTINY_YEAR_STARTS=day)
