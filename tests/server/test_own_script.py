"""The app's own script: every file of it, once, after what it imports."""

import re

import pytest

from pages.server.own_script import join
from pages.server.page import OWN, SCRIPTS


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)
    return folder


def test_every_file_is_in_it_once_and_nothing_is_asked_for_any_more():
    found = re.findall(r"^own\.(\w+) = ", OWN, re.MULTILINE)
    assert sorted(found) == sorted(one.stem for one in SCRIPTS.glob("*.js"))
    assert not re.search(r"^(import|export)\b", OWN, re.MULTILINE)


def test_a_file_comes_after_those_that_it_imports_in_the_order_of_its_lines(tmp_path):
    write(
        tmp_path,
        app='import "./b.js";\nimport "./a.js"; // and why\n',
        a='import { one } from "./c.js";\none();\n',
        b='import * as c from "./c.js";\nc.one();\n',
        c="export function one() {}\nexport async function two() {}\nexport const three = 3;\n",
    )
    joined = join(tmp_path)
    assert re.findall(r"^own\.(\w+) = ", joined, re.MULTILINE) == ["c", "b", "a", "app"]
    assert "return { one, two, three };" in joined
    assert "const { one } = own.c;" in joined
    assert "const c = own.c;" in joined


def test_names_over_more_than_one_line_are_imported_too(tmp_path):
    app = 'import {\n  one,\n  two,\n} from "./a.js";\n'
    write(tmp_path, app=app, a="export const one = 1;\nexport const two = 2;\n")
    assert "const {\n  one,\n  two,\n} = own.a;" in join(tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        'import box from "./a.js";',
        'import { one as two } from "./a.js";',
        'import { another } from "./a.js";',
        "export default 3;",
        "export let count = 0;",
        'const late = await import("./a.js");',
    ],
)
def test_a_form_that_would_not_mean_the_same_is_refused_at_start(tmp_path, line):
    write(tmp_path, app=f"{line}\n", a="export const one = 1;\n")
    with pytest.raises(ValueError, match=r"app\.js"):
        join(tmp_path)


def test_a_circle_is_refused_and_named(tmp_path):
    write(tmp_path, app='import "./a.js";\n', a='import "./b.js";\n', b='import "./a.js";\n')
    with pytest.raises(ValueError, match="app → a → b → a"):
        join(tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        join(write(tmp_path, app='import "./gone.js";\n'))
