"""What an installation sets through its environment, checked once at start."""

import contextlib
import secrets
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from cscp_core.errors import SettingsWrong

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
NO_REPORTS = "none"  # an installation whose reports all come in on the screen
SHORTEST_KEY = 32  # characters
WITHDRAWALS, TRAIL_HEADS = "withdrawals.jsonl", "trail-heads.jsonl"
INVENTED = "Demonstration: what people say is invented."
"""What every page of a demonstration says, and every file with what people wrote."""
FEWEST_LETTERS = 8  # different characters in a key; a random one of 32 has far more
ENGINES = ("sqlite", "postgresql+psycopg")


class Mode(StrEnum):
    DEMO = "demo"
    LIVE = "live"


class Settings(BaseSettings):
    """Environment variables, each with the prefix CSCP_. Times say their unit in the name."""

    model_config = SettingsConfigDict(env_prefix="CSCP_", extra="ignore")

    database_url: SecretStr | None = None
    database_host: str = Field(
        default="", description="Instead of the address: a PostgreSQL server, with the next four."
    )
    database_port: int = Field(default=5432, ge=1, le=65535)
    database_name: str = "cscp"
    database_user: str = "cscp"
    database_password: SecretStr | None = None
    cookie_key: SecretStr | None = None
    trail_key: SecretStr | None = Field(
        default=None, description="Kept apart from the cookie key, so that it can be rotated."
    )
    allowed_hosts: str = Field(
        default="", description="Host names, separated by commas, that the live server answers to."
    )
    public_address: str = Field(
        "http://127.0.0.1:8501", description="Where people reach the app; one-time links start with it."
    )
    var_dir: Path = Field(default=ROOT / "var", description="Where demo mode keeps its database and its key.")
    withdrawals_file: Path | None = Field(
        default=None,
        description="Where it is noted what was taken back or erased; outside what is restored.",
    )
    trail_heads_file: Path | None = Field(
        default=None,
        description="Where it is noted how far the trail reached; outside what is restored.",
    )
    demo: Literal["", "empty"] = Field(
        default="", description="empty: a demonstration begins without anything that people wrote. Live mode has none."
    )
    reports: str = Field(
        default="", description="Folders to load, separated by commas; empty: every folder under data/; none: nothing."
    )
    official: Literal["", "none"] = Field(
        default="",
        description="none: the official statistics that come with the app are never loaded; empty: where a report of "
        "their place is.",
    )

    logo: Path | None = Field(
        default=None, description="A PNG or SVG file with the partnership's own logo; it is shown above the menu."
    )
    log_format: Literal["text", "json"] = Field(default="text", description="How the server writes its log lines.")
    idle_minutes: int = Field(default=60, ge=5)
    idle_minutes_young: int = Field(default=20, ge=5, description="For Young Advisors.")
    absolute_hours: int = Field(default=12, ge=1)
    absolute_hours_young: int = Field(default=4, ge=1, description="For Young Advisors.")
    leave_to: str = Field(
        default="",
        pattern=r"^(https://\S+)?$",
        description="Where Leave now goes: an address outside; empty: a neutral page of the app's own.",
    )
    link_hours: int = Field(default=72, ge=1, description="How long a one-time link works.")

    smtp_host: str = Field(default="", description="Live mode sends notices by e-mail where this is set.")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_from: str = ""
    smtp_starttls: bool = True
    scrutiny_year_starts: str = Field(
        default="04-01", pattern=r"^\d\d-\d\d$", description="Month and day on which a year of scrutiny begins."
    )

    partnerships: str = Field(
        default="",
        description="Names of the partnerships whose reports may be loaded, separated by semicolons; empty: the one "
        "whose report is loaded first.",
    )
    partnership_name: str = "Camden Safeguarding Children Partnership"
    contact_email: str = "not yet set"
    data_protection_contact: str = "not yet set"
    childrens_services_contact: str = "not yet set"
    participation_worker: str = "not yet set"

    @property
    def served(self) -> tuple[str, ...]:
        """The partnerships whose reports may be loaded; none named: the one whose report is loaded first."""
        return tuple(one.strip() for one in self.partnerships.split(";") if one.strip())

    @property
    def mode(self) -> Mode:
        return Mode.LIVE if self.database_url or self.database_host else Mode.DEMO

    @property
    def database(self) -> str:
        """SQLAlchemy's address of the database."""
        if self.database_url:
            return self.database_url.get_secret_value()
        if self.database_host:
            return URL.create(
                "postgresql+psycopg",
                username=self.database_user,
                password=self.database_password.get_secret_value() if self.database_password else None,
                host=self.database_host,
                port=self.database_port,
                database=self.database_name,
            ).render_as_string(hide_password=False)
        return f"sqlite:///{self.var_dir / 'demo.sqlite3'}"

    @property
    def withdrawals(self) -> Path:
        """Where it is noted what was taken back, so that a restored copy of the database learns of it."""
        return self.withdrawals_file or self.var_dir / f"{self.mode}-{WITHDRAWALS}"

    @property
    def trail_heads(self) -> Path:
        """Where it is noted how far the trail reached, so that an older or shortened copy is found."""
        return self.trail_heads_file or self.var_dir / f"{self.mode}-{TRAIL_HEADS}"

    @property
    def readings(self) -> Path:
        """Where the files of reports that are read lie, for nobody but this installation."""
        return self.var_dir / f"{self.mode}-readings"

    @property
    def recordings_dir(self) -> Path:
        """Where recordings of pages that somebody reads aloud are put, for everybody who opens those pages."""
        return self.var_dir / "recordings"

    @property
    def renamed(self) -> tuple[tuple[Path, Path], ...]:
        """Files that both modes once shared under one name, each with the name that it has in this mode."""
        by_mode = (
            (self.withdrawals_file, WITHDRAWALS, self.withdrawals),
            (self.trail_heads_file, TRAIL_HEADS, self.trail_heads),
        )
        return tuple((self.var_dir / shared, now) for set_, shared, now in by_mode if not set_)

    @cached_property
    def signing_key(self) -> bytes:
        """Signs the cookie, at least 32 bytes. Demo mode makes one of its own and keeps it in `var_dir`."""
        if self.cookie_key:
            return self.cookie_key.get_secret_value().encode()
        return _demo_key(self.var_dir)

    @property
    def chain_key(self) -> bytes:
        """Keys the trail's chain and its pseudonyms; the signing key where none of its own is set."""
        return self.trail_key.get_secret_value().encode() if self.trail_key else self.signing_key

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that a request may be addressed to."""
        named = tuple(part.strip() for part in self.allowed_hosts.split(",") if part.strip())
        return named if self.mode is Mode.LIVE else LOOPBACK_HOSTS

    @property
    def sends_email(self) -> bool:
        """Only live mode sends: a demonstration has nobody to write to."""
        return self.mode is Mode.LIVE and bool(self.smtp_host)

    @property
    def report_folders(self) -> list[Path]:
        if self.reports.strip().lower() == NO_REPORTS:
            return []
        if self.reports:
            return [Path(part.strip()) for part in self.reports.split(",") if part.strip()]
        return sorted(folder for folder in (ROOT / "data").iterdir() if (folder / "report.csv").exists())


def read_settings() -> Settings:
    """The environment's settings.

    Raises:
        SettingsWrong: database and CSCP_COOKIE_KEY are not both set, or neither is where the rest looks live; a key is
            short, repeats few letters or is the other key; the database's address is none, or is in memory; a number
            is out of range; or live mode names no host.
    """
    try:
        found = Settings()
    except ValidationError as error:
        lines = (f"CSCP_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors(include_input=False))
        raise SettingsWrong("; ".join(lines)) from None
    _check_mode(found)
    _check_keys(found)
    _check_database(found)
    if found.smtp_host and not found.smtp_from:
        raise SettingsWrong("Set CSCP_SMTP_FROM to the address that notices are sent from.")
    try:
        date.fromisoformat(f"2023-{found.scrutiny_year_starts}")
    except ValueError:
        raise SettingsWrong("CSCP_SCRUTINY_YEAR_STARTS must be a month and a day, such as 04-01.") from None
    if found.mode is Mode.LIVE and not found.hosts:
        raise SettingsWrong("Set CSCP_ALLOWED_HOSTS to the host names that people use to reach this server.")
    return found


def _check_mode(found: Settings) -> None:
    has_database = found.mode is Mode.LIVE
    if found.database_url and found.database_host:
        raise SettingsWrong("Set CSCP_DATABASE_URL or CSCP_DATABASE_HOST, not both.")
    if has_database != bool(found.cookie_key):
        raise SettingsWrong(
            "Set a database (CSCP_DATABASE_URL or CSCP_DATABASE_HOST) and CSCP_COOKIE_KEY for live mode, or neither "
            "for demo mode; only one is set."
        )
    looks_live = {
        "CSCP_ALLOWED_HOSTS": found.allowed_hosts,
        "CSCP_TRAIL_KEY": found.trail_key,
        "CSCP_SMTP_HOST": found.smtp_host,
        "CSCP_DATABASE_PASSWORD": found.database_password,
    }
    named = [name for name, value in looks_live.items() if value]
    if not has_database and named:
        raise SettingsWrong(
            f"Only live mode uses {named[0]}, but neither a database nor CSCP_COOKIE_KEY is set. Set both, or leave "
            f"{named[0]} out."
        )


def _check_keys(found: Settings) -> None:
    keys = {
        name: key.get_secret_value()
        for name, key in (("CSCP_COOKIE_KEY", found.cookie_key), ("CSCP_TRAIL_KEY", found.trail_key))
        if key and key.get_secret_value()
    }
    for name, key in keys.items():
        if len(key) < SHORTEST_KEY:
            raise SettingsWrong(f"{name} must have at least {SHORTEST_KEY} characters.")
        if len(set(key)) < FEWEST_LETTERS:
            raise SettingsWrong(f"{name} repeats a few letters. Make a random one: openssl rand -base64 48.")
    if len(keys) > len(set(keys.values())):
        raise SettingsWrong("CSCP_COOKIE_KEY and CSCP_TRAIL_KEY are the same. Make a different key for one of them.")


def _check_database(found: Settings) -> None:
    """The address's own words stay out of what is said: a password may be among them."""
    if found.mode is not Mode.LIVE:
        return
    try:
        url = make_url(found.database)
    except (ArgumentError, ValueError):
        raise SettingsWrong("CSCP_DATABASE_URL is not a database address: see docs/deploy.md.") from None
    if url.drivername not in ENGINES:
        raise SettingsWrong(f"CSCP_DATABASE_URL must begin with {' or '.join(f'{one}://' for one in ENGINES)}.")
    if not url.database:
        raise SettingsWrong("CSCP_DATABASE_URL names no database.")
    if url.drivername == "sqlite" and ("memory" in url.query.values() or ":memory:" in url.database):
        raise SettingsWrong("CSCP_DATABASE_URL names a database in memory, which a restart would erase.")


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return read_settings()


def _demo_key(folder: Path) -> bytes:
    path = folder / "demo.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"demo.key.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # of two processes that start together, both read the winner's
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text().encode()
