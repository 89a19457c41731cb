"""Changes every rules.py in small ways, one at a time, and counts the changes that no test of the rules notices.

It works on a copy of the tree under build/, with mutmut. It fails where fewer than nine changes in ten are noticed, and
where one goes unnoticed that tests/mutants_that_live.txt does not excuse; a change of nothing but capitals, or of marks
round a sentence, counts as unnoticed too but needs no excuse. After --minutes it stops: what was not tried until then
counts neither way, and is told. So is an excuse for a change that is noticed or not there any more.
"""

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "mutmut"
COPY = ROOT / "build" / "mutants"
EXCUSED = ROOT / "tests" / "mutants_that_live.txt"
LEAST = 0.9
NOTICED, LIVES, UNTESTED = (1, 3, 24, -24, 36, 152, 255), (0,), (5, 33)  # exit codes of mutmut's runs of pytest


def copy_tree() -> None:
    """Every file that git knows, as it is now."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, COPY / name)


def run(minutes: int) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2"]
    environment = os.environ | {"PYTHONPATH": str(TOOL)}
    with (COPY / "mutmut.log").open("wb") as log:
        try:
            done = subprocess.run(
                command,
                cwd=COPY,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                timeout=minutes * 60,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return
    if done.returncode:
        print((COPY / "mutmut.log").read_text(errors="replace")[-3000:])


def results() -> dict[str, int | None]:
    """The exit code of the tests for each changed function, None where it was not tried."""
    found: dict[str, int | None] = {}
    for path in sorted((COPY / "mutants").rglob("rules.py.meta")):
        found |= json.loads(path.read_text())["exit_code_by_key"]
    return found


def only_wording(name: str) -> bool:
    """Whether a change leaves everything as it is but the look of a sentence: capitals, and XX round it."""
    module, _, function = name.rpartition(".")
    tree = ast.parse((COPY / "mutants" / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8"))
    found = {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
    original = found.get(f"{function.rpartition('__mutmut_')[0]}__mutmut_orig")
    return original is not None and function in found and _in_substance(found[function]) == _in_substance(original)


def _in_substance(function: ast.FunctionDef) -> str:
    for one in ast.walk(function):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            one.value = one.value.removeprefix("XX").removesuffix("XX").casefold()
    return "".join(ast.dump(one) for one in function.body)


def excused() -> set[str]:
    lines = EXCUSED.read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith(("#", " "))}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30)
    minutes = parser.parse_args().minutes
    copy_tree()
    run(minutes)
    found = results()
    counted = Counter(
        "noticed" if code in NOTICED else "live" if code in LIVES + UNTESTED else "not tried" for code in found.values()
    )
    living = sorted(name for name, code in found.items() if code in LIVES + UNTESTED)
    tried = counted["noticed"] + counted["live"]
    share = counted["noticed"] / tried if tried else 0.0
    print(f"mutants: {counted['noticed']} of {tried} noticed ({share:.1%}), {counted['not tried']} not tried.")
    new = [name for name in living if name not in excused() and not only_wording(name)]
    for name in new:
        print(f"  unnoticed: {name}")
    for name in sorted(excused()):
        if name not in found or found[name] in NOTICED:
            print(f"  excused in vain: {name}")
    return 0 if share >= LEAST and not new else 1


if __name__ == "__main__":
    sys.exit(main())
