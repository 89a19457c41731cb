"""Where somebody can be written to: e-mail addresses and names on platforms."""

import re
from collections.abc import Iterator

from cscp_core.identifying.words import TextWord, commonness, is_compound, looks_mistyped, read_group, read_list

LOCAL = r"(?<![\w.+%-])[\w+%-][\w.+%-]{0,63}"
ENDING = r"(?:com|co|org|net|uk|ac|gov|sch|io|me|eu|info)"
DOT = r"(?: ?\(dot\) ?| ?\[dot\] ?| dot | ?\. ?)"
AT_SIGN = re.compile(
    rf"{LOCAL}(?:@[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,4}}| ?@ [\w-]{{1,60}}(?:\.[\w-]{{1,20}}){{0,2}} ?\. ?{ENDING}\b)"
)
SIGNED = r"(?: ?[(\[{<*|_~-] ?(?:at|a|@) ?[)\]}>*|_~-] ?| ?@ ?)"
DOTTED = r"(?: ?[(\[{<*|_~-] ?(?:dot|d|\.) ?[)\]}>*|_~-] ?| dot | ?[.,] ?| )"
SPELLED = re.compile(
    rf"{LOCAL}(?: ?(?:[(\[{{]dot[)\]}}]|\bdot\b|\bunderscore\b|\bdash\b) ?[\w+%-]{{1,30}}){{0,2}}"
    rf"(?:{SIGNED}| at )"
    rf"[\w-]{{2,40}}(?: ?[(\[{{<*] ?dot ?[)\]}}>*] ?| dot ){ENDING}\b(?:{DOT}uk\b)?",
    re.IGNORECASE,
)
PROVIDERS = (
    r"(?:g ?mail|gmial|gmal|googlemail|hotmail|outlook|yahoo|icloud|live|aol|proton|protonmail|ymail|msn|sky|btinternet"
    r"|gmx)"
)
MADE_UP = r"(?<![\w.+%-])[A-Za-z]{1,30}[\d._+-][\w.+%-]{0,40}"  # with " at ", a word before it may just be a word
PROVIDER = re.compile(
    rf"(?:{LOCAL}{SIGNED}|{MADE_UP} at ){PROVIDERS}"
    rf"(?:{DOTTED}?(?:com|co ?uk|co|net|org|uk)(?!\w)|\b)(?:{DOTTED}uk(?!\w))?",
    re.IGNORECASE,
)
AT_PROVIDER = re.compile(
    rf"(?P<parts>(?<![\w.+%-])(?:[\w.+%-]{{1,40}} ){{1,3}})at {PROVIDERS}{DOTTED}?(?:com|co ?uk|net)(?!\w)",
    re.IGNORECASE,
)
LOCAL_GIVEN = r"(?P<name>[a-z0-9][\w+-]{0,30}(?:[\d_]|\.(?=\w))[\w.+-]{0,30})"
GIVEN = re.compile(
    rf"\b(?:{PROVIDERS}|e-?mail)(?: (?:addy|address|account|acc))?(?:['’]?s| is|:| -| =| iz)? {LOCAL_GIVEN}(?![\w@])",
    re.IGNORECASE,
)
ON_PROVIDER = re.compile(
    rf"(?<![\w.@]){LOCAL_GIVEN}(?: ?\(| (?:on|with|its|thats|-) | )(?:gmail|hotmail|outlook|icloud|yahoo)\b",
    re.IGNORECASE,
)
FUNCTION_WORD = 5.2  # on the scale of commonness: not part of an address that is spelled with spaces

NEVER = read_list("not_names.txt") | read_list("first_names.txt")
PLATFORM = (
    r"(?:snap(?:ch[a@4]t)?s?|sc|[i1]nst[a@4](?:gr[a@4]m)?s?|finsta|ig|t[i1]k ?t[o0]ks?|tt|yubo|locket|be ?real|wink"
    r"|omegle|discord|disc|twitter|facebook|fb|whatsapp|telegram"
    r"|tele|xbox|psn|ps[45]?|playstation|roblox|steam|twitch|youtube|yt|kik|threads|bluesky|minecraft|fortnite"
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
    r"\b(?:instagram|tiktok|snapchat|facebook|twitter|youtube|twitch|linktr|threads|x|fb|t|bsky)"
    r"\.(?:com|ee|tv|net|me|app)/(?:add/|@|in/|u/)?"
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
AFTER_SLASH = re.compile(rf"\b{PLATFORM} ?/ ?{NAME}", re.IGNORECASE)
PLAINLY = re.compile(
    rf"\b(?:{PLATFORM}|(?:dm|add|follow|inbox|pm) (?:me|him|her|us|them))(?!\w){SIGN}{BELONGS}{{0,2}}{NAME}",
    re.IGNORECASE,
)
BELONGING = re.compile(rf"\b{PLATFORM}(?: (?:is|was|name|acc|account|user|@)){{1,2}} {NAME}", re.IGNORECASE)
ONE_LINE = re.compile(r"(?<![\w.@/])(?P<name>_{1,3}[A-Za-z]\w{2,28}|[A-Za-z]\w{2,28}_{1,3})(?![\w@/*]|\.\.)")
INTRODUCED = (TITLED, TITLED_THERE, OWNED, LABELLED, ADDED, IS_ON, BELONGING)
ONLINE = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|{TITLE}|follow(?:s|ed|ing)?|dms?|dmed|inbox|profile|page|account|acc|online|add(?:ed)?"
    r" (?:me|him|her|us)|hmu|mutuals|message|msg|messaged|messaging|posted|story|vids?|server|stream(?:s|ing)?"
    r"|group ?chat|gc)(?!\w)",
    re.IGNORECASE,
)
NEAR = 70  # characters on either side within which something online makes a shape a name

TO_EVERYBODY = read_group("online to everybody")
FILE_OR_SITE = re.compile(
    r"\.(?:docx?|pdf|xlsx?|csv|pptx?|txt|jpe?g|png|mp[34]|com|org|net|uk|gov|html?|io)\b", re.IGNORECASE
)
ORDINARY = 2.6  # on the scale of commonness: a word of English from there on
NEVER_WRITTEN = 1.5  # and hardly one below it
SENTENCE_END = 4.4  # two words as common as that with a stop between them lack a space
INFLECTED = ("ed", "ing", "ly", "ic", "able", "ish")
COUNTED = re.compile(  # year10, 16yo, gr8, every1: words with digits that everybody writes
    r"(?:\d+[a-z]{1,3}|\d+(?:mins?|years?|hours?|weeks?|days?)|\d[a-z]{1,3}\d?|[a-z]{1,2}\d{1,2}[a-z]?|(?:year|yr|key|age|aged|covid|xbox"
    r"|top|part|section|num|week|day|room|group|level|grade|tier|stage|class|form|unit|route|bus|phase|under|over)\d+|(?:gr8|h8|l8|m8"
    r"|b4|w8|2|4)[a-z]{0,6}|(?:every|evry|any|some|sum|no)1|what4|mp[34])$"
)


def find_emails(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """E-mail addresses, also with "at" and "dot" written out."""
    if "@" in text:
        for match in AT_SIGN.finditer(text):
            yield match.start(), match.end()
    for pattern in (SPELLED, PROVIDER):
        for match in pattern.finditer(text):
            yield match.span()
    for match in AT_PROVIDER.finditer(text):
        start = _local_begins(match)
        if start < match.end("parts"):
            yield start, match.end()
    for pattern in (GIVEN, ON_PROVIDER):
        for match in pattern.finditer(text):
            name = match["name"].lower()
            figures, letters = any(map(str.isdecimal, name)), any(map(str.isalpha, name))
            if letters and not COUNTED.match(name) and (figures or not _lacks_space(name)):
                yield match.span("name")


def _local_begins(match: re.Match[str]) -> int:
    """Where an address spelled with spaces begins: after the words that everybody uses ("me jaz 07 at gmail com")."""
    start = match.end("parts")
    for part in reversed(match["parts"].split()):
        if commonness(part.lower()) > FUNCTION_WORD and not part.isdecimal():
            break
        start -= len(part) + 1
    return start


def find_handles(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """Names on platforms: after @, with a Discord number, introduced ("my snap is jazxo"), or so shaped (jaz_xo)."""
    yield from _find_marked(text)
    for match in ONE_LINE.finditer(text):
        word = match["name"].strip("_").lower()
        if commonness(word) < ORDINARY:
            yield match.span("name")
    yield from _find_introduced(text)


def _find_marked(text: str) -> Iterator[tuple[int, int]]:
    """Names after @ or on a site, with a number of Discord, or of a shape that no word has."""
    for pattern in (MENTION, TAGGED, AT_SITE, ON_REDDIT):
        for match in pattern.finditer(text):
            if match["name"].lower().rstrip(".") not in TO_EVERYBODY:
                yield match.start(), _end(match)
    for match in SHAPED.finditer(text):
        if _is_shaped(match["name"], near=text[max(0, match.start() - NEAR) : match.end() + NEAR]):
            yield match.start(), _end(match)
    for match in IS_THERE.finditer(text):
        yield match.start("name"), _end(match)


def _find_introduced(text: str) -> Iterator[tuple[int, int]]:
    """Names that no word is like, after a platform or a word that introduces them."""
    for match in AFTER_SLASH.finditer(text):
        if _is_no_word(match["name"]) or "_" in match["name"]:
            yield match.start("name"), _end(match)
    for match in PLAINLY.finditer(text):
        if _is_no_word(match["name"], ordinary=NEVER_WRITTEN) and not _is_spelled_so(match["name"].lower().strip("@.")):
            yield match.start("name"), _end(match)
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


def _is_spelled_so(name: str) -> bool:
    return looks_mistyped(name) or is_compound(name)


def _is_no_word(name: str, ordinary: float = ORDINARY) -> bool:
    name = name.lower().rstrip(".").lstrip("@")
    return (
        name.isalpha()
        and len(name) > 3
        and not name.endswith(INFLECTED)
        and name not in NEVER
        and name not in TO_EVERYBODY
        and commonness(name) < ordinary
    )
