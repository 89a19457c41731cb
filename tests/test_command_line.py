"""The command line: loading, verifying, accounts, and the exit code that a script can rely on."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select
from typer.testing import CliRunner

from cscp_core import start
from cscp_core.__main__ import app
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.evidence.tables import Theme
from cscp_core.notices import service as notices
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people import service, sign_in
from cscp_core.people.permissions import PEOPLE, SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import drafting
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.settings import settings
from cscp_core.storage.paging import PAGE_SIZE
from tests.builders import small_row, write_sheet
from tests.conftest import REPORT, ROOT, make_account
from tests.databases import Files

pytestmark = pytest.mark.usefixtures("with_tables")
COMMANDS = (
    "prepare", "load", "verify", "search", "meeting-pack", "export-register", "send-notices", "send-digests", "users",
)  # fmt: skip
WORDED = {
    "question": "What changed for children?",
    "would_answer": "One measure from before and after.",
    "category": ChallengeCategory.B,
    "agency_ids": ["council"],
}
MEETING = {
    "title": "Autumn meeting",
    "kind": next(iter(MeetingKind)),
    "held_on": date(2026, 12, 1),
    "attendees": "Chair",
    "report_id": "tiny-2020-21",
}
VERIFIED = "{} figures looked up, {} not found. Quotations not printed: 0. Cells that repeat ten words or more: 0."
SOURCE = "Tiny report\n1.1 Only section\nIn Tiny the rate was 19, down from 24.\n"


@pytest.fixture
def with_tables(fresh_process, migrated, databases):
    """A process that has just started, whose database was migrated before."""
    if isinstance(databases, Files):
        settings().var_dir.mkdir()
        shutil.copy(migrated, settings().var_dir / "demo.sqlite3")
        settings.cache_clear()  # as the process finds them that starts now


@pytest.fixture
def without_tables(with_tables):
    (settings().var_dir / "demo.sqlite3").unlink(missing_ok=True)
    settings.cache_clear()


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def told_lines(told, first):
    """The lines of a document's block that begins with these words."""
    block = re.search(rf"^ +{first}.*?(?=^ +```)", told, re.MULTILINE | re.DOTALL).group()
    return [one.strip() for one in block.splitlines()]


def person(username):
    with start.store().reading() as session:
        return service.find_person(session, SYSTEM, username=username)


def token_in(output):
    return re.search(r"http://127\.0\.0\.1:8501/welcome\?token=(\S+)", output).group(1)


def owner_of(token):
    with start.store().reading() as session:
        return sign_in.owner_of_link(session, token)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_help_lists_every_command():
    found = run("--help")
    assert found.exit_code == 0
    assert [name for name in COMMANDS if name not in found.output] == []


def test_help_lists_every_command_about_accounts():
    found = run("users", "--help")
    assert [name for name in ("add", "list", "disable", "reset-password") if name not in found.output] == []


def test_the_command_line_runs_as_a_module():
    found = subprocess.run([sys.executable, "-m", "cscp_core", "--help"], cwd=ROOT, capture_output=True, timeout=60)
    assert found.returncode == 0


def test_loading_a_folder_tells_what_it_did(small_folder):
    found = run("load", small_folder)
    assert (found.exit_code, found.stdout) == (0, "tiny-2020-21: load 1: 7 added, 0 changed, 0 retired.\n")


def test_loading_a_folder_again_tells_that_nothing_changed(small_folder):
    run("load", small_folder)
    assert run("load", small_folder).stdout == "tiny-2020-21: nothing changed since load 1.\n"


def test_the_how_to_of_a_theme_prints_what_it_says(small_folder):
    told = (ROOT / "docs/how_to/add_a_theme.md").read_text()
    cells = {name: cell.strip("` ") for name, cell in re.findall(r"^   \| `(\w+)` \|.*\|(.*)\|$", told, re.MULTILINE)}
    claim = small_row("claims")
    run("load", small_folder)
    write_sheet(small_folder, "claims", [claim | {"theme_id": cells["theme_id"]}])
    faults = run("load", small_folder).stderr
    assert [re.sub(r"line \d+", "line 255", one) for one in faults.splitlines()] == told_lines(
        told, "Nothing was loaded"
    )
    write_sheet(small_folder, "themes", [small_row("themes"), cells | {"section": claim["section"]}])
    loaded, again = (run("load", small_folder).stdout.strip() for _ in range(2))
    assert [one for one in (loaded, again) if f"`{one.removeprefix('tiny-2020-21: ')}`" not in told] == []


def test_a_folder_with_faults_is_refused_and_all_of_them_listed(small_folder):
    write_sheet(small_folder, "themes", [small_row("themes", said="", is_priority="perhaps")])
    found = run("load", small_folder)
    assert found.exit_code == 1
    assert found.stderr.splitlines() == [
        "Nothing was loaded: 2 fault(s).",
        "themes.csv, line 2, is_priority: 'perhaps' is neither yes nor no.",
        "themes.csv, line 2, said: is empty.",
    ]


def test_of_a_folder_with_faults_nothing_is_loaded(small_folder):
    write_sheet(small_folder, "themes", [small_row("themes", said="")])
    run("load", small_folder)
    with start.store().reading() as session:
        assert session.exec(select(Theme)).all() == []


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert run("load", tmp_path / "nowhere").exit_code == 1


def test_search_prints_what_the_scrutineer_finds_in_order(small_folder):
    run("load", small_folder)
    found = run("search", "neglected kids", "--json")
    first = json.loads(found.stdout)[0]
    assert (found.exit_code, first) == (
        0, {"kind": "claim", "id": "claim-1.1-01", "section": "1.1", "text": "Neglect fell."},
    )  # fmt: skip
    assert run("search", "neglected kids").stdout.splitlines()[0] == "claim\tclaim-1.1-01\t1.1\tNeglect fell."


def test_search_says_on_standard_error_how_it_understood_the_words(small_folder):
    run("load", small_folder)
    found = run("search", "neglcet", "--json")
    assert found.stderr == "“neglcet” is nowhere here: searched for “neglect”.\n"
    assert len(json.loads(found.stdout)) == 3
    assert json.loads(run("search", "zebra", "--json").stdout) == []


def test_settings_that_cannot_be_run_are_told_in_a_sentence(monkeypatch, small_folder):
    monkeypatch.setenv("CSCP_COOKIE_KEY", "Cookie key of thirty-two letters")
    found = run("load", small_folder)
    assert (found.exit_code, "only one is set" in found.stderr) == (1, True)


def test_preparing_a_demonstration_loads_the_report_and_adds_the_accounts(monkeypatch, without_tables):
    monkeypatch.setenv("CSCP_REPORTS", str(REPORT))
    found = run("prepare")
    assert found.exit_code == 0
    assert "This demonstration is empty." in found.stdout
    assert person("scrutineer").has_password


def test_preparing_twice_changes_nothing(monkeypatch, without_tables):
    monkeypatch.setenv("CSCP_REPORTS", str(REPORT))
    monkeypatch.setenv("CSCP_DEMO", "")
    made = run("prepare").stdout
    assert "This demonstration was made on " in made
    again = run("prepare").stdout
    assert "nothing changed" in again
    assert again.splitlines()[-1] == made.splitlines()[-1]


def test_a_demonstration_can_be_prepared_with_a_report_that_names_other_agencies(
    monkeypatch, without_tables, small_folder
):
    monkeypatch.setenv("CSCP_REPORTS", str(small_folder))
    assert run("prepare").exit_code == 0
    assert person("scrutineer").has_password


def test_every_figure_that_stands_in_the_source_is_verified(small_folder, source):
    found = run("verify", source, "--report", small_folder)
    assert (found.exit_code, found.stdout) == (0, VERIFIED.format(1, 0) + "\n")


def test_a_figure_that_is_not_in_the_source_is_listed(small_folder, source):
    source.write_text(SOURCE.replace("19", "91"), encoding="utf-8")
    found = run("verify", source, "--report", small_folder)
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [
        "figure-1.1-01: 'the rate was 19' is not in section 1.1.",
        VERIFIED.format(1, 1),
    ]


def test_a_folder_with_faults_is_not_verified(small_folder, source):
    write_sheet(small_folder, "figures", [small_row("figures", value="91")])
    found = run("verify", source, "--report", small_folder)
    assert (found.exit_code, found.stdout) == (1, "")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_source_that_cannot_be_read_is_told_apart_from_a_figure_not_found(small_folder, tmp_path, content):
    path = tmp_path / "other.txt"
    if content:
        path.write_bytes(content)
    found = run("verify", path, "--report", small_folder)
    assert (found.exit_code, found.stderr) == (2, f"{path} cannot be read as UTF-8 text.\n")


def test_adding_somebody_prints_a_link_that_belongs_to_the_new_account():
    found = run("users", "add", "kim", "--role", "lay member", "--name", "Kim Lee")
    assert found.exit_code == 0
    assert owner_of(token_in(found.stdout)) == "kim"


def test_somebody_is_added_as_given():
    run("users", "add", "kim", "--role", "safeguarding lead", "--name", "Kim Lee", "--deputy")
    added = person("kim")
    assert (added.name, added.role, added.deputy) == ("Kim Lee", Role.SAFEGUARDING_LEAD, True)


def test_somebody_added_without_a_name_goes_by_the_user_name():
    run("users", "add", "kim", "--role", "lay member")
    assert person("kim").name == "kim"


def test_a_partner_is_added_with_an_agency(small_folder):
    run("load", small_folder)
    run("users", "add", "pat", "--role", "statutory partner", "--agency", "council", "--answers")
    added = person("pat")
    assert (added.agency, added.answers) == ("Tiny Council", True)


def test_in_a_demonstration_it_is_said_that_its_accounts_are_not_for_real_use():
    assert "not for real use" in run("users", "add", "kim", "--role", "lay member").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kim lee", "--role", "lay member"), "small letters"),
        (("kim", "--role", "statutory partner"), "Choose the agency"),
        (("kim", "--role", "statutory partner", "--agency", "nowhere"), "not known"),
        (("kim", "--role", "lay member", "--deputy"), "have deputies"),
        (("kim", "--role", "system"), "one of the roles"),
    ],
)
def test_somebody_who_cannot_be_added_is_refused_in_a_sentence(words, said):
    found = run("users", "add", *words)
    assert (found.exit_code, said in found.stderr) == (1, True)


def test_a_taken_name_is_refused():
    run("users", "add", "kim", "--role", "lay member")
    assert "already an account called kim" in run("users", "add", "kim", "--role", "lay member").stderr


def test_an_unknown_role_is_refused():
    found = run("users", "add", "kim", "--role", "wizard")
    assert (found.exit_code, found.stderr) == (2, "'wizard' is not a role. See --help.\n")


def test_everybody_is_listed_with_role_agency_and_state(small_folder):
    run("load", small_folder)
    run("users", "add", "pat", "--role", "statutory partner", "--agency", "council")
    with start.store().writing() as session:
        make_account(session, "dee", Role.SCRUTINEER)
    run("users", "add", "kim", "--role", "lay member")
    run("users", "disable", "kim")
    assert run("users", "list").stdout.splitlines() == [
        "dee\tindependent scrutineer\t-\tactive",
        "kim\tlay member\t-\tdisabled",
        "pat\tstatutory partner\tTiny Council\tno password yet",
    ]


def test_a_list_of_many_pages_is_printed_whole():
    run("users", "add", "kim", "--role", "lay member")
    with start.store().writing() as session:
        for number in range(PAGE_SIZE):
            make_account(session, f"person.{number}", Role.LAY_MEMBER)
    assert len(run("users", "list").stdout.splitlines()) == PAGE_SIZE + 1


def test_before_anything_was_prepared_nobody_is_listed(without_tables):
    found = run("users", "list")
    assert (found.exit_code, found.stdout) == (0, "")


def test_somebody_is_disabled():
    run("users", "add", "kim", "--role", "lay member")
    found = run("users", "disable", "kim")
    assert (found.exit_code, found.stdout) == (0, "kim is disabled and signed out.\n")
    assert person("kim").disabled


def test_the_last_business_manager_is_not_disabled():
    run("users", "add", "sam", "--role", "business manager")
    found = run("users", "disable", "sam")
    assert (found.exit_code, "last business manager" in found.stderr) == (1, True)


def test_a_reset_prints_a_new_link_and_the_first_one_ends():
    first = token_in(run("users", "add", "kim", "--role", "lay member").stdout)
    second = token_in(run("users", "reset-password", "kim").stdout)
    assert second != first
    assert owner_of(second) == "kim"


@pytest.mark.parametrize("command", ["disable", "reset-password"])
def test_an_unknown_name_is_refused_in_a_sentence(command):
    run("users", "add", "kim", "--role", "lay member")
    found = run("users", command, "nobody")
    assert (found.exit_code, found.stderr) == (1, "There is no account called nobody.\n")


def test_every_role_that_signs_in_is_offered():
    offered = run("users", "add", "--help").output
    words = " ".join(re.findall(r"[A-Za-z]+", offered))
    assert [role for role in PEOPLE if str(role).split()[0] not in words] == []


def test_the_open_challenges_of_somebody_disabled_are_handed_over(small_folder):
    run("load", small_folder)
    with start.store().writing() as session:
        make_account(session, "sam", Role.BUSINESS_MANAGER)
        make_account(session, "pat", Role.PARTNER, agency_id="council", answers=True)
        dee = make_account(session, "dee", Role.SCRUTINEER)
        (challenge_id,) = drafting.raise_new(session, dee, **WORDED)
    run("users", "disable", "pat")
    with start.store().reading() as session:
        told = session.exec(select(Notice).where(Notice.kind == NoticeKind.NOBODY_ANSWERS)).all()
    assert [one.address for one in told] == [f"/challenge?id={challenge_id}"]


def test_in_a_demonstration_no_notice_is_sent():
    found = run("send-notices")
    assert (found.exit_code, found.stdout) == (0, "No e-mail server is set: notices stay in the app.\n")


@pytest.fixture
def live(fresh_process, monkeypatch, tmp_path):
    """An installation in live mode with an e-mail server that is away."""
    monkeypatch.setenv("CSCP_DATABASE_URL", f"sqlite:///{tmp_path / 'live.sqlite3'}")
    for name, value in {
        "COOKIE_KEY": "Cookie key of thirty-two letters",
        "ALLOWED_HOSTS": "scrutiny.example.org",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": "9",
        "SMTP_FROM": "scrutiny@example.org",
    }.items():
        monkeypatch.setenv(f"CSCP_{name}", value)


@pytest.mark.usefixtures("live")
def test_where_nothing_waits_nothing_is_sent():
    found = run("send-notices")
    assert (found.exit_code, found.stdout) == (0, "0 sent.\n")


@pytest.mark.usefixtures("live")
def test_while_the_email_server_is_away_the_command_goes_on_and_says_that_nothing_was_sent():
    run("users", "add", "sam", "--role", "business manager")
    with start.store().writing() as session:
        account = session.exec(select(Account)).one()
        account.email = "sam@example.org"
        notices.notify(session, [account.account_id], NoticeKind.RAISED, "/challenge?id=1")
        session.commit()
    found = run("send-notices")
    assert (found.exit_code, found.stdout) == (0, "0 sent.\n")


@pytest.mark.usefixtures("live")
def test_a_live_installation_gives_its_links_without_a_word_about_a_demonstration():
    assert "demonstration" not in run("users", "add", "kim", "--role", "lay member").stderr


def test_the_register_is_written_as_a_workbook(small_folder, tmp_path):
    run("load", small_folder)
    out = tmp_path / "register.xlsx"
    found = run("export-register", "--out", out)
    assert (found.exit_code, found.stdout) == (0, f"Written: {out}\n")
    assert load_workbook(out).sheetnames


def test_the_register_of_a_report_that_is_not_loaded_is_refused_in_a_sentence(small_folder, tmp_path):
    run("load", small_folder)
    found = run("export-register", "--out", tmp_path / "register.xlsx", "--report", "tiny-1999-00")
    assert (found.exit_code, found.stderr) == (1, "There is no report at this address.\n")
    assert not (tmp_path / "register.xlsx").exists()


def test_before_any_report_was_loaded_there_is_no_register(tmp_path):
    found = run("export-register", "--out", tmp_path / "register.xlsx")
    assert (found.exit_code, found.stderr) == (1, "No report has been loaded yet.\n")


def test_a_file_that_cannot_be_written_is_told_apart_from_what_was_refused(small_folder, tmp_path):
    run("load", small_folder)
    out = tmp_path / "nowhere" / "register.xlsx"
    found = run("export-register", "--out", out)
    assert (found.exit_code, found.stderr) == (2, f"{out} cannot be written: No such file or directory.\n")


@pytest.fixture
def meeting(small_folder):
    """The number of a planned meeting."""
    run("load", small_folder)
    with start.store().writing() as session:
        dee = make_account(session, "dee", Role.SCRUTINEER)
        return meetings.plan_meeting(session, dee, **MEETING)


@pytest.mark.parametrize("more", [(), ("--large-print",)])
def test_a_meetings_pack_is_written_as_a_word_document(meeting, tmp_path, more):
    out = tmp_path / "pack.docx"
    found = run("meeting-pack", "--meeting", meeting, "--out", out, *more)
    assert (found.exit_code, found.stdout) == (0, f"Written: {out}\n")
    assert Document(str(out)).paragraphs


def test_a_meeting_that_was_never_planned_has_no_pack(tmp_path):
    found = run("meeting-pack", "--meeting", "9", "--out", tmp_path / "pack.docx")
    assert (found.exit_code, bool(found.stderr), (tmp_path / "pack.docx").exists()) == (1, True, False)


def test_in_a_demonstration_no_weekly_email_is_sent():
    found = run("send-digests")
    assert (found.exit_code, found.stdout) == (0, "No e-mail server is set: nobody gets an e-mail.\n")


@pytest.mark.usefixtures("live")
def test_where_nobody_asked_for_it_no_weekly_email_is_sent():
    found = run("send-digests")
    assert (found.exit_code, found.stdout) == (0, "0 sent.\n")


def test_reconciling_lists_what_the_screen_lists_and_counts_findings():
    second_year = ROOT / "tests" / "second_partnership" / "2024-25"
    printed = run("reconcile", "--report", str(second_year)).output
    assert "measured-before.wex-dental" in printed
    assert printed.strip().endswith(
        "11 checks, 11 findings: 3 disagree, 6 are worth asking about, 2 agree, 0 cannot be checked."
    )
    listed = json.loads(run("reconcile", "--report", str(second_year), "--json").output)
    assert len(listed) == 11


def test_shares_of_one_base_are_counted_as_one_finding():
    printed = run("reconcile", "--report", str(REPORT)).output
    assert "3 disagree (13 checks)" in printed
    assert len(json.loads(run("reconcile", "--report", str(REPORT), "--json").output)) == printed.count("\n") - 1


def test_a_report_is_read_into_a_folder_of_csv_files(tmp_path):
    (tmp_path / "report.txt").write_text(
        "1.1 Contacts\nThe hub received 2,000 contacts in 2022-23.\n", encoding="utf-8"
    )
    found = run("draft", tmp_path / "report.txt", "--out", tmp_path / "out")
    assert found.stdout.splitlines()[0] == "figures\t1"
    assert (tmp_path / "out" / "figures.csv").read_text(encoding="utf-8").count("received 2,000 contacts") >= 1


def test_a_report_that_cannot_be_read_is_refused_in_a_sentence(tmp_path):
    found = run("draft", tmp_path / "nowhere.pdf", "--out", tmp_path / "out")
    assert (found.exit_code, found.stderr) == (1, f"There is no file at {tmp_path / 'nowhere.pdf'}.\n")
