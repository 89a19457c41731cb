"""The app's own script: the files of static/js as one, so that a browser asks once where it would ask twenty times.

Each file becomes a function that is called once, after those that it imports; what it exports is what the function
returns. So files keep their own names, and run in the order in which a browser runs modules.
"""

import re
from pathlib import Path

FIRST = "app"
NAMES = re.compile(r"^import \{((?:(?!\bas\b)[\w\s,])*)\} from \"\./(\w+)\.js\";", re.MULTILINE)
WHOLE = re.compile(r"^import \* as (\w+) from \"\./(\w+)\.js\";", re.MULTILINE)
ALONE = re.compile(r"^import \"\./(\w+)\.js\";", re.MULTILINE)
ANY_IMPORT = re.compile(r"^import [^\"]*\"\./(\w+)\.js\";", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:(?:async )?function|const|class) (\w+))", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)


def join(folder: Path) -> str:
    """The whole script, from app.js on.

    Raises:
        FileNotFoundError: a file is imported that is not in the folder.
        ValueError: files import each other in a circle, or one imports or exports in a form that is not known here.
    """
    texts: dict[str, str] = {}
    _collect(folder, FIRST, texts, ())
    return "const own = {};\n" + "".join(_as_function(name, texts) for name in texts)


def _collect(folder: Path, name: str, texts: dict[str, str], above: tuple[str, ...]) -> None:
    """Adds a file after those that it imports."""
    if name in above:
        raise ValueError(f"{' → '.join((*above, name))}: these scripts import each other in a circle.")
    text = (folder / f"{name}.js").read_text()
    for imported in ANY_IMPORT.findall(text):
        if imported not in texts:
            _collect(folder, imported, texts, (*above, name))
    texts[name] = text


def _as_function(name: str, texts: dict[str, str]) -> str:
    text = texts[name]
    for names, imported in NAMES.findall(text):
        for one in re.findall(r"\w+", names):
            if one not in EXPORT.findall(texts[imported]):
                raise ValueError(f"{name}.js imports {one}, which {imported}.js does not export.")
    exported = ", ".join(EXPORT.findall(text))
    for pattern, instead in (
        (NAMES, r"const {\1} = own.\2;"),
        (WHOLE, r"const \1 = own.\2;"),
        (ALONE, ""),
        (EXPORT, ""),
    ):
        text = pattern.sub(instead, text)
    if unknown := UNKNOWN.search(text):
        raise ValueError(f"{name}.js: this cannot be joined to the other scripts: {unknown[0]}")
    return f"// {name}.js\nown.{name} = (() => {{\n{text}return {{ {exported} }};\n}})();\n"
