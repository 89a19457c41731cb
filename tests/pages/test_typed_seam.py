"""Every call from a page into the core names its details one by one, so that the type checker reads them."""

import ast

import pytest

from tests.pages.conftest import ROOT

SEAM = ("pages/components/data.py", "pages/components/doing.py", "pages/components/unchanged.py")
FILES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py"))
INTO_THE_CORE = (
    "data.ask",
    "data.find_or_stop",
    "data.change",
    "doing.bind",
    "unchanged.ask_for_actor",
    "unchanged.ask_for_role",
)


def untyped(source: str) -> list[str]:
    """Calls into the core that the type checker cannot read: with a spread dict, or by a service's name."""
    found = []
    for call in (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call)):
        asks = ast.unparse(call.func) in INTO_THE_CORE
        direct = [ast.unparse(one) for one in call.args[:1]] == ["session"]
        spread = any(keyword.arg is None for keyword in call.keywords)
        if ((asks or direct) and spread) or ast.unparse(call.func) == "getattr":
            found.append(ast.unparse(call))
    return found


@pytest.mark.parametrize("file", [file for file in FILES if file not in SEAM])
def test_a_page_names_the_details_of_what_it_asks(file):
    assert untyped((ROOT / file).read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "data.ask(service.years, actor, **asked)",
        "doing.bind(actor, service.publish, version=1, **about)",
        "service.send(session, actor, **details)",
        "data.ask(getattr(service, kind), actor)",
    ],
)
def test_a_call_that_the_type_checker_cannot_read_is_found(source):
    assert untyped(source)


def unseen_labels(source: str) -> list[str]:
    """Labels of options that the type checker cannot read. Streamlit takes a function of anything; one that reads an
    attribute goes through `choices.label_by`."""
    found = []
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.keyword) and one.arg == "format_func" and isinstance(one.value, ast.Lambda):
            option = one.value.args.args[0].arg
            read = [ast.unparse(inner.value) for inner in ast.walk(one.value.body) if isinstance(inner, ast.Attribute)]
            found += [ast.unparse(one.value)] if option in read else []
    return found


@pytest.mark.parametrize("file", FILES)
def test_what_a_choice_reads_of_an_option_is_seen_by_the_type_checker(file):
    assert unseen_labels((ROOT / file).read_text()) == []


@pytest.mark.parametrize("label", ["lambda one: one.told", 'lambda one: f"{one.told} ({1})"'])
def test_a_label_that_the_type_checker_cannot_read_is_found(label):
    assert unseen_labels(f"st.radio('Which?', all, format_func={label})")
    assert not unseen_labels(f"st.radio('Which?', all, format_func=choices.label_by(About, {label}))")


def test_reads_and_changes_know_the_type_of_everything_that_goes_through_them():
    names = {one.id for one in ast.walk(ast.parse((ROOT / SEAM[0]).read_text())) if isinstance(one, ast.Name)}
    assert "Any" not in names
