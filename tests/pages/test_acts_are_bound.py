"""Every button and form that changes something is drawn by `doing`, with the version that was on the screen."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.conftest import ROOT

VERSIONS = {"version", "seen_version", "seen_number"}
WRITES = {"writing", "carry_out"}
SCREENS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py"))
DIRECTLY = {
    "pages/components/doing.py": "carries out what was bound",
    "pages/components/data.py": "opens the session and shows refusals",
    "pages/components/kept.py": "one's own drafts, each by its version",
    "pages/components/said_card.py": "notes by itself that words were shown",
    "pages/server/sign_in.py": "a route that ends or opens the browser's own session",
    "pages/server/tab.py": "a route that says that the session's own person types",
    "pages/components/notices.py": "marks one's own notices as read",
    "pages/components/report/report_import.py": "looks through a file and stores nothing of it",
    "pages/components/official/official_import.py": "looks through files and stores nothing of them",
    "pages/components/gate.py": "a sign of life of one's own session",
    "pages/components/frame/sign_in.py": "nobody is signed in yet",
    "pages/components/frame/second_factor.py": "nobody is signed in yet",
    "pages/components/meetings/staying.py": "keeps one's own session open, by itself",
    "pages/password.py": "one's own password, by the present one",
    "pages/welcome.py": "nobody is signed in yet",
}
"""Screens that change something without `doing`, each with the reason."""
OPENED_DIRECTLY = {
    "add_person.show": "adds what was not there",
    "take_all_back": "everything of one's own, whatever it is",
}
"""Dialogs that are opened on no record, each with the reason."""
WIDGETS = {
    "checkbox", "date_input", "multiselect", "number_input", "pills", "radio", "segmented_control", "selectbox",
    "text_area", "text_input", "text_line", "time_input", "toggle",
}  # fmt: skip
WITHOUT = {
    "cscp_core.confirming.holding.start_reading": "adds one; a file is read once at a time",
    "cscp_core.confirming.sections.take_next": "one's own section, which nobody else has",
    "cscp_core.confirming.sections.take_section": "one's own section, which nobody else has",
    "cscp_core.demonstration.service.make_once": "the command line makes the demonstration, once",
    "cscp_core.evidence.loader.load_folder": "the command line loads a folder",
    "cscp_core.notices.guessing.report_guessing": "tells of guessing, by itself",
    "cscp_core.notices.service.choose_digest": "one's own choice",
    "cscp_core.notices.service.mark_read": "one's own notices",
    "cscp_core.official.mapping.load_shipped": "a start adds what came with the app",
    "cscp_core.people.drafts.forget_drafts": "one's own drafts, each by its version",
    "cscp_core.people.service.add_person": "adds an account; a name is taken once",
    "cscp_core.people.sign_in.change_password": "one's own, by the present one",
    "cscp_core.people.sign_in.sign_out": "one's own sessions",
    "cscp_core.people.tour.set_open": "one's own choice",
    "cscp_core.scrutiny.challenges.drafting.make_draft": "adds one",
    "cscp_core.scrutiny.challenges.drafting.raise_new": "adds one",
    "cscp_core.scrutiny.grades.together.confirm_grades": "each with the version that was drawn, in `shown`",
    "cscp_core.scrutiny.grades.together.take_back_grades": "each with the version that was drawn, in `shown`",
    "cscp_core.scrutiny.meetings.notes.capture_note": "adds a note under one item",
    "cscp_core.scrutiny.meetings.service.go_to": "held against the position that was drawn",
    "cscp_core.scrutiny.meetings.service.plan_meeting": "adds one",
    "cscp_core.scrutiny.meetings.service.stay_signed_in": "one's own session",
    "cscp_core.scrutiny.notebook.service.write_note": "adds one of one's own",
    "cscp_core.scrutiny.year.service.ask_to_check": "held against the fingerprint of what was drawn",
    "cscp_core.scrutiny.year.service.reply_to_check": "a check never changes, and a newer one or a reply refuses it",
    "feedback.comments.on_behalf.send": "adds one",
    "feedback.comments.promises.note_late": "notes what is late, by itself",
    "feedback.comments.reads.add_read_receipts": "notes that the words which were shown were read",
    "feedback.comments.service.save": "a new one has none; with an id the version is compared, and 0 never is one",
    "feedback.comments.service.send": "a new one has none; with an id the version is compared, and 0 never is one",
    "feedback.own.retention.apply": "the command line applies it",
    "feedback.own.service.withdraw_all": "everything of one's own, whatever it is",
    "feedback.ratings.service.close_forms": "closes what is over, by itself",
    "feedback.space.service.choose_reminder": "one's own choice",
    "feedback.space.service.send_reminders": "reminds who asked for it, by itself",
    "feedback.together.service.disagree": "one's own agreement",
    "feedback.welfare.following_up.notify_of_days": "the command line tells of days",
    "feedback.together.picks.pick": "one's own wish, for one month",
    "feedback.together.picks.record_pick": "the last that was recorded stands, and nothing is written over",
    "feedback.together.picks.take_pick_back": "one's own wish",
    "feedback.together.questions.rather_not_ask": "one's own wish",
    "feedback.together.questions.want_to_ask": "one's own wish, for one item",
    "feedback.welfare.cover.add_absence": "one's own absence",
    "feedback.welfare.cover.remove_absence": "one's own absence",
    "feedback.welfare.service.pass_on_unopened": "the command line passes on",
}
"""Services that change something and take no version, each with the reason."""


@cache
def tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text())


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call within a node, by its dotted name."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name | ast.Attribute):
            yield ast.unparse(one.func), one


def writes_directly(screen: ast.AST) -> bool:
    """Whether a screen names what changes something: called, passed on or brought in under another name."""
    named = [ast.unparse(one) for one in ast.walk(screen) if isinstance(one, ast.Attribute)]
    brought = [part for one in ast.walk(screen) if isinstance(one, ast.ImportFrom) for part in one.names]
    renamed = any(part.name in {*WRITES, "change"} or (part.name == "data" and part.asname) for part in brought)
    return renamed or any(name == "data.change" or name.rpartition(".")[2] in WRITES for name in named)


def dialogs(file: str) -> set[str]:
    found = (one for one in ast.walk(tree(file)) if isinstance(one, ast.FunctionDef))
    return {one.name for one in found if any(".dialog(" in ast.unparse(mark) for mark in one.decorator_list)}


def scopes(file: str) -> Iterator[ast.AST]:
    yield tree(file)
    yield from (one for one in ast.walk(tree(file)) if isinstance(one, ast.FunctionDef))


def chosen_in(scope: ast.AST) -> set[str]:
    """Names that hold what a field answered in this run."""
    found = set()
    for one in ast.walk(scope):
        if isinstance(one, ast.Assign | ast.AnnAssign) and one.value:
            names = {name.rpartition(".")[2] for name, _ in calls(one.value) if "." in name}
            if names & WIDGETS:
                targets = one.targets if isinstance(one, ast.Assign) else [one.target]
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


@pytest.mark.parametrize("file", SCREENS)
def test_what_a_screen_changes_goes_through_doing(file):
    assert writes_directly(tree(file)) == (file in DIRECTLY), "draw the button with doing.button, or say here why not"


@pytest.mark.parametrize(
    "screen",
    [
        "data.change(service.publish, actor)",
        "st.button('Go', on_click=data.change, args=(service.publish, actor))",
        "from pages.components.data import writing as opened",
        "from pages.components.data import change",
        "from pages.components import data as reads",
        "with start.store().writing() as session: pass",
        "doing.bind(actor, service.publish, version=one.version).carry_out()",
    ],
)
def test_a_screen_that_changes_something_past_doing_is_found(screen):
    assert writes_directly(ast.parse(screen))


@cache
def dialogs_of_all_screens():
    """As another screen names them: `module.function`."""
    return {f"{other.rpartition('/')[2][:-3]}.{name}" for other in SCREENS for name in dialogs(other)}


@pytest.mark.parametrize("file", SCREENS)
def test_a_dialog_opens_on_what_was_drawn(file):
    known = {*dialogs(file), *dialogs_of_all_screens()}
    opened = {name for name, _ in calls(tree(file)) if name in known}
    assert opened <= set(OPENED_DIRECTLY), "open it with doing.opens"


CHOSEN_AS_DRAWN = {
    ("pages/components/report/row_correction.py", "sheet"),
    ("pages/components/report/row_correction.py", "row_id"),
    ("pages/components/official/official_import.py", "release"),  # what was previewed is what is loaded
}


@pytest.mark.parametrize("file", SCREENS)
def test_what_a_field_holds_is_read_when_the_button_is_pressed(file):
    for scope in scopes(file):
        chosen = chosen_in(scope)
        for name, call in calls(scope):
            if name == "doing.bind":
                for detail in call.keywords:
                    within = {one.id for one in ast.walk(detail.value) if isinstance(one, ast.Name)}
                    late = any(late in ast.unparse(detail.value) for late in ("doing.", "lambda"))
                    named = (file, detail.arg) in CHOSEN_AS_DRAWN
                    assert late or named or not within & chosen, f"{detail.arg}: read it with doing.field or doing.text"


@pytest.mark.parametrize("file", SCREENS)
def test_nothing_is_bound_in_the_run_after_a_click(file):
    for one in ast.walk(tree(file)):
        if isinstance(one, ast.If) and any(name.endswith(".button") for name, _ in calls(one.test)):
            assert [name for part in one.body for name, _ in calls(part) if name == "doing.bind"] == []


NAMES_A_RECORD = ("_id", "number")
ONE_ON_THE_SCREEN = {
    ("pages/components/reading/acts.py", "undoes"): "the number of the act that it undoes is its version",
    ("pages/components/reading/desk.py", "takes"): "the next section, whichever that is",
    ("pages/components/reading/sections.py", "takes"): "the section is chosen in a field",
    ("pages/because_issues.py", "publishes"): "the newest issue is its version",
    ("pages/components/meetings/meeting_plan.py", "plans"): "adds a meeting",
    ("pages/components/official/official_import.py", "loads"): "the newest load is its version",
    ("pages/components/people/add_person.py", "adds"): "adds an account",
    ("pages/components/report/report_import.py", "loads"): "the load of the report that was previewed is its version",
}
"""Buttons whose place does not name their record, each with why a second press cannot reach another record."""


@pytest.mark.parametrize("file", SCREENS)
def test_the_place_of_a_button_names_the_record_that_it_acts_on(file):
    """The key of a button is its place, label and version: those of two records may not be the same, or a second press
    for the first carries out the second unseen."""
    bound = {
        target.id: call
        for one in ast.walk(tree(file))
        if isinstance(one, ast.Assign)
        and isinstance(call := one.value, ast.Call)
        and ast.unparse(call.func) == "doing.bind"
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    for name, call in calls(tree(file)):
        if name in ("doing.button", "doing.submit") and isinstance(act := call.args[1], ast.Name) and act.id in bound:
            records = [one.arg for one in bound[act.id].keywords if one.arg and one.arg.endswith(NAMES_A_RECORD)]
            constant = isinstance(place := call.args[2], ast.Constant) or ast.unparse(place).isupper()
            assert not (records and constant) or (file, act.id) in ONE_ON_THE_SCREEN, (
                f"{act.id}: name {records} in its place"
            )


@cache
def bound_services(file: str) -> dict[str, Callable[..., object]]:
    """The services that a screen binds, by their dotted names."""
    brought = {
        part.asname or part.name: f"{one.module}.{part.name}"
        for one in ast.walk(tree(file))
        if isinstance(one, ast.ImportFrom)
        for part in one.names
    }
    found = {}
    for name, call in calls(tree(file)):
        if name == "doing.bind":
            module, _, function = ast.unparse(call.args[1]).rpartition(".")
            found[f"{brought[module]}.{function}"] = getattr(importlib.import_module(brought[module]), function)
    return found


@cache
def services() -> dict[str, Callable[..., object]]:
    """Every guarded function that commits, or that a screen binds, by its dotted name."""
    found = {name: one for file in SCREENS for name, one in bound_services(file).items()}
    for room in ("cscp_core", "feedback"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts or path.stem.startswith("__"):
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for member in vars(importlib.import_module(name)).values():
                is_service = getattr(member, "permission", None) and member.__module__ == name
                if is_service and ".commit()" in inspect.getsource(inspect.unwrap(member)):
                    found[f"{name}.{member.__name__}"] = member
    return found


def required_version(service: Callable[..., object]) -> str:
    """The name of the version that a service asks for; empty where it asks for none."""
    asked = inspect.signature(service).parameters.values()
    return next((one.name for one in asked if one.name in VERSIONS and one.default is one.empty), "")


def test_a_service_that_changes_something_requires_the_version_that_was_drawn():
    assert {name for name, service in services().items() if not required_version(service)} == set(WITHOUT)


def is_looked_at(version: str, service: str) -> bool:
    """Whether the source of a service compares a version, or hands it on."""
    for one in ast.walk(ast.parse(textwrap.dedent(service))):
        inner = [one.left, *one.comparators] if isinstance(one, ast.Compare) else []
        inner += [*one.args, *(word.value for word in one.keywords)] if isinstance(one, ast.Call) else []
        if any(isinstance(name, ast.Name) and name.id == version for part in inner for name in ast.walk(part)):
            return True
    return False


def test_a_service_compares_the_version_that_it_requires():
    asked = {name: (required_version(one), inspect.getsource(inspect.unwrap(one))) for name, one in services().items()}
    assert [name for name, (version, source) in asked.items() if version and not is_looked_at(version, source)] == []
    assert not is_looked_at("version", "def keep(version):\n    row.version = version + 1\n")


def test_services_that_change_something_are_found():
    assert "feedback.comments.checking.let_stand" in services()
    assert len(services()) > 60
