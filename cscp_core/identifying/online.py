"""Where somebody can be written to: e-mail addresses and names on platforms."""

import re
from collections.abc import Iterator

from cscp_core.identifying.words import Word, commonness, group, listed

LOCAL = r"(?<![\w.+%-])[\w+%-][\w.+%-]{0,63}"
ENDING = r"(?:com|co|org|net|uk|ac|gov|sch|io|me|eu|info)"
DOT = r"(?: ?\(dot\) ?| ?\[dot\] ?| dot | ?\. ?)"
AT_SIGN = re.compile(
    rf"{LOCAL}(?:@[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,4}}| ?@ [\w-]{{1,60}}(?:\.[\w-]{{1,20}}){{0,2}} ?\. ?{ENDING}\b)"
)
SPELLED = re.compile(
    rf"{LOCAL}(?: ?(?:\(dot\)|\[dot\]|\bdot\b|\bunderscore\b|\bdash\b) ?[\w+%-]{{1,30}}){{0,2}}"
    r"(?: ?\(at\) ?| ?\[at\] ?| at | ?@ ?)"
    rf"[\w-]{{2,40}}(?:\(dot\)| \(dot\) | ?\[dot\] ?| dot ){ENDING}\b(?:{DOT}uk\b)?",
    re.IGNORECASE,
)
SIGNED = r"(?: ?\(at\) ?| ?\[at\] ?| ?@ ?)"
MADE_UP = r"(?<![\w.+%-])[A-Za-z]{1,30}[\d._+-][\w.+%-]{0,40}"  # with " at ", a word before it may just be a word
PROVIDER = re.compile(
    rf"(?:{LOCAL}{SIGNED}|{MADE_UP} at )"
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|proton|protonmail|ymail|msn|sky|btinternet)\b"
    rf"(?:{DOT}{ENDING}\b){{0,2}}",
    re.IGNORECASE,
)

NEVER = listed("not_names.txt") | listed("first_names.txt")
PLATFORM = (
    r"(?:snap(?:chat)?s?|sc|insta(?:gram)?s?|finsta|ig|tik ?toks?|tt|discord|disc|twitter|facebook|fb|whatsapp|telegram"
    r"|tele|xbox|psn|ps[45]?|playstation|roblox|steam|twitch|youtube|yt|kik|threads|bluesky|bereal|minecraft|fortnite"
    r"|reddit|linkedin|vinted|wattpad|soundcloud|spotify|tumblr|pinterest|signal)"
)
TITLE = r"(?:user ?names?|user|handle|gamer ?tag|screen ?name|account name|nickname|tag|usr|my @|the @|his @|her @)"
BELONGS = (
    r"(?:(?:user ?name|user|name|account|acc|handle|tag|id|page|is|was|its|it's|iz|im|i'm|hes|shes|as|at|under|by"
    r"|called|just|now|mine|add|to)\b ?)"
)
SIGN = r"(?:['’]s)? ?[:=\-–→,(\"“]{0,2} ?"
NAME = r"(?P<name>@?[A-Za-z0-9_][\w.]{1,29})"

MENTION = re.compile(r"(?<![\w.@])@(?P<name>[A-Za-z_][\w.]{1,29})")
AT_SITE = re.compile(
    r"\b(?:instagram|tiktok|snapchat|facebook|twitter|youtube|twitch|linktr)\.(?:com|ee|tv)/(?:add/|@|in/)?"
    r"(?P<name>[\w.]{2,30})",
    re.IGNORECASE,
)
TAGGED = re.compile(r"(?<![\w#])(?P<name>[\w.]{2,32}#\d{4})(?!\w)")
SHAPED = re.compile(r"(?<![\w.@/])(?P<name>[A-Za-z0-9_](?:[\w]{0,29})(?:\.[\w.]{0,29})?)(?![\w@/])")
TITLED = re.compile(
    rf"\b{TITLE}(?: (?:on|for|there|for my))?(?: {PLATFORM})?{SIGN}{BELONGS}{{0,3}}{NAME}", re.IGNORECASE
)
OWNED = re.compile(
    rf"\b(?:my|his|her|their|our|the|new|main|spam|alt|private|old|[A-Za-z]+s) {PLATFORM}{SIGN}{BELONGS}{{1,3}}{NAME}",
    re.IGNORECASE,
)
LABELLED = re.compile(rf"\b{PLATFORM} ?(?:[:=→(@]|- ) ?{NAME}", re.IGNORECASE)
ADDED = re.compile(
    r"\b(?:add|follow|dm|message|msg|find|pop|hit|hmu|get|reach|text|search|contact|inbox|look|write|im|i'm|hes|shes|am)\b"
    rf"[^.!?\n]{{0,18}}?\b(?:on|over) (?:my |the )?{PLATFORM}{SIGN}{BELONGS}{{0,3}}{NAME}",
    re.IGNORECASE,
)
IS_ON = re.compile(
    rf"\b(?:im|i'm|hes|shes|add|follow|mine is|called|find|as|name is) {NAME} (?:on|for)"
    rf" (?:my |the |both )?{PLATFORM}\b",
    re.IGNORECASE,
)
TITLED_THERE = re.compile(rf"\b{PLATFORM} {TITLE}{SIGN}{BELONGS}{{0,2}}{NAME}", re.IGNORECASE)
IS_THERE = re.compile(rf"\b{PLATFORM} (?:is|was|iz) (?P<name>@?\w*[a-z]\w*[A-Z\d]\w*)")
ON_REDDIT = re.compile(r"(?<![\w/])/?u/(?P<name>[\w-]{3,20})")
INTRODUCED = (TITLED, TITLED_THERE, OWNED, LABELLED, ADDED, IS_ON)
ONLINE = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|{TITLE}|follow(?:s|ed|ing)?|dms?|dmed|inbox|profile|page|account|acc|online|add(?:ed)?"
    r" (?:me|him|her|us)|hmu|mutuals|message|msg|messaged|messaging|posted|story|vids?|server|stream(?:s|ing)?"
    r"|group ?chat|gc)(?!\w)",
    re.IGNORECASE,
)
NEAR = 70  # characters on either side within which something online makes a shape a name

TO_EVERYBODY = group("online to everybody")
FILE_OR_SITE = re.compile(
    r"\.(?:docx?|pdf|xlsx?|csv|pptx?|txt|jpe?g|png|mp[34]|com|org|net|uk|gov|html?|io)\b", re.IGNORECASE
)
ORDINARY = 2.6  # on the scale of commonness: a word of English from there on
SENTENCE_END = 4.4  # two words as common as that with a stop between them lack a space
INFLECTED = ("ed", "ing", "ly", "ic", "able", "ish")
COUNTED = re.compile(  # year10, 16yo, gr8, every1: words with digits that everybody writes
    r"(?:\d+[a-z]{1,3}|\d+(?:mins?|years?|hours?|weeks?|days?)|\d[a-z]{1,3}\d?|[a-z]{1,2}\d{1,2}[a-z]?|(?:year|yr|key|age|aged|covid|xbox"
    r"|top|part|section|num|week|day|room|group|level|grade|tier|stage|class|form|unit|route|bus|phase|under|over)\d+|(?:gr8|h8|l8|m8"
    r"|b4|w8|2|4)[a-z]{0,6}|(?:every|evry|any|some|sum|no)1|what4|mp[34])$"
)


def emails(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """E-mail addresses, also with "at" and "dot" written out."""
    if "@" in text:
        for match in AT_SIGN.finditer(text):
            yield match.start(), match.end()
    for pattern in (SPELLED, PROVIDER):
        for match in pattern.finditer(text):
            yield match.span()


def handles(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Names on platforms: after @, with a Discord number, introduced ("my snap is jazxo"), or so shaped (jaz_xo)."""
    for pattern in (MENTION, TAGGED, AT_SITE, ON_REDDIT, IS_THERE):
        for match in pattern.finditer(text):
            if match["name"].lower().rstrip(".") not in TO_EVERYBODY:
                yield match.start(), _end(match)
    for match in SHAPED.finditer(text):
        if _is_shaped(match["name"], near=text[max(0, match.start() - NEAR) : match.end() + NEAR]):
            yield match.start(), _end(match)
    for pattern in INTRODUCED:
        for match in pattern.finditer(text):
            if _is_no_word(match["name"]):
                yield match.start("name"), _end(match)


def _end(match: re.Match[str]) -> int:
    return match.start("name") + len(match["name"].rstrip("."))


def _is_shaped(name: str, near: str) -> bool:
    """Whether no word is written so: with a line in it, or with a dot or digits and something online near by."""
    name = name.rstrip(".").lower()
    if FILE_OR_SITE.search(name) or not any(mark.isalpha() for mark in name):
        return False
    if "_" in name.strip("_"):
        return True
    dotted = "." in name and not _lacks_space(name)
    mixed = len(name) > 4 and any(mark.isdecimal() for mark in name) and "." not in name and not COUNTED.match(name)
    drawn = name.startswith("xx") and name.endswith("xx") and len(name) > 5
    return (dotted or mixed or drawn) and bool(ONLINE.search(near))


def _lacks_space(name: str) -> bool:
    """Two ordinary words with a stop between them, a time, or letters such as e.g. and p.m."""
    parts = name.split(".")
    return all(len(part) == 1 or part.isdecimal() for part in parts) or (
        all(part.isalpha() and commonness(part) >= SENTENCE_END for part in parts)
    )


def _is_no_word(name: str) -> bool:
    name = name.lower().rstrip(".").lstrip("@")
    return (
        name.isalpha()
        and len(name) > 3
        and not name.endswith(INFLECTED)
        and name not in NEVER
        and commonness(name) < ORDINARY
    )
