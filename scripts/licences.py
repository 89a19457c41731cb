"""Lists the licence of every package that the app needs, from the packages themselves: `docs/licences.md`.

Without an argument it writes the list; with --check it fails where the list is out of date, or where a package says
nothing or names a licence that nobody has looked at.
"""

import re
import sys
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "docs" / "licences.md"
KNOWN = re.compile(
    r"MIT|BSD|Apache|ISC|Unlicense|MPL[- ]2\.0|Mozilla Public License 2\.0|PSF|CNRI|Zlib|CC0|LGPL-3\.0-only|LGPLv2\+"
)
READ = {"locate": "MIT (its LICENSE file; its description says otherwise)"}
HEAD = """# Licences of what the app needs

Each package of `requirements.txt` with the licence that it names itself. `make check` fails where this list is out of
date, or where a package names none that is known here. `make lock` and `python -m scripts.licences` make it again.
psycopg and python-stdnum are under the LGPL: they are installed as they are and not changed. The typeface is under the
SIL Open Font License (`static/fonts/OFL.txt`).

The official statistics in `data/official/` are under the Open Government Licence v3.0. They are published by the
Department for Education, the Office for National Statistics and the Office for Health Improvement and Disparities;
`data/official/README.md` names each source. They contain public sector information licensed under that licence.

| Package | Version | Licence |
|---|---|---|
"""


def licence_of(package: str) -> str:
    """What a package says of itself: an expression, else a classifier, else one line of free text."""
    if package in READ:
        return READ[package]
    told = metadata(package)
    classifiers = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    free = (told.get("License") or "").strip()
    return told.get("License-Expression") or ", ".join(classifiers) or free.partition("\n")[0]


def packages() -> list[tuple[str, str]]:
    """Name and version of everything that requirements.txt pins."""
    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)


def written() -> str:
    return HEAD + "".join(f"| {name} | {version} | {licence_of(name)} |\n" for name, version in packages())


if __name__ == "__main__":
    if "--check" not in sys.argv:
        WRITTEN.write_text(written(), encoding="utf-8")
        sys.exit()
    unknown = [name for name, _ in packages() if not KNOWN.search(licence_of(name))]
    if unknown:
        sys.exit(f"Nobody has looked at the licence of: {', '.join(unknown)}.")
    if WRITTEN.read_text(encoding="utf-8") != written():
        sys.exit("docs/licences.md is out of date: python -m scripts.licences")
    print(f"licences: {len(packages())} packages, each with one that is known")
