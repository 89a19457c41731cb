"""What people type into cells: signs that nobody sees, numbers as they are shown, symbols for values that are not
there, and names that look alike. Pure."""

import re

from cscp_core.evidence.rules import SYMBOLS, ValueState

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")) | {
    ord(one): " " for one in "\u00a0\u1680\u2007\u202f\u2028\u2029\u3000"
}
NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
FEWER_THAN = re.compile(r"(?:<|≤|fewer than |less than |under )\s*\d+", re.IGNORECASE)
FALL = re.compile(
    r"\b(?:down|fell|falls?|fallen|falling|drop(?:s|ped)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)"
    r"|reduc(?:e|es|ed|ing|tion)|lower|less|fewer|minus)\b",
    re.IGNORECASE,
)


class Faulty(str):
    """A cell that cannot be read, as the text that is seen of it, and why."""

    why: str

    def __new__(cls, why: str, seen: str = "") -> "Faulty":
        made = super().__new__(cls, seen)
        made.why = why
        return made


def tidied(cell: str) -> str:
    """A cell without signs that nobody sees, and without spaces around it."""
    if isinstance(cell, Faulty):
        return cell
    return cell.translate(UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip()


def is_blank(cells: list[str]) -> bool:
    """Whether a row looks empty."""
    return not any(isinstance(one, Faulty) or tidied(one) for one in cells)


def number_in(cell: str) -> float | None:
    """The number of a cell as a spreadsheet shows it: "1,475", "£123,484", "24.4%", "(12)" for one below zero. None
    where it is anything else."""
    text = cell.replace("−", "-")
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    text = re.sub(r"^([-+]?)\s*£\s*", r"\1", text.removesuffix("%").rstrip())
    return float(text.replace(",", "")) if NUMBER.fullmatch(text) else None


def state_of(cell: str) -> ValueState | None:
    """The state that a symbol in place of a number says: "<5" and "c" are suppressed. None for anything else."""
    text = cell.strip("[]() ").casefold() if len(cell) > 1 else cell.casefold()
    return ValueState.SUPPRESSED if FEWER_THAN.fullmatch(text) else SYMBOLS.get(text)


def may_be_fall(value: float, printed: str, numbers: list[float]) -> bool:
    """Whether a number below zero is a fall that is printed in words: -12 is "down 12%"."""
    return value < 0 and -value in numbers and FALL.search(printed) is not None


def look_alike(name: str) -> str:
    """A name without what people write in two ways: "Yorkshire & The Humber" is "Yorkshire and the Humber"."""
    words = re.sub(r"[^\w]+", " ", tidied(name).casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    return " ".join(word for word in words.split() if word != "the")
