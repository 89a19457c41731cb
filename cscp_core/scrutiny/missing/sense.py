"""When a question makes sense: what the words of a claim or an action say of change, promises and children. Pure.

A rule on words is a suggestion to a reader. Each has rows of the report for and against it in
tests/scrutiny/missing/makes_sense.csv.
"""

import re

CHANGE = re.compile(
    r"\b((?<!needs )(?<!need )(?<!require )(?<!requires )(?<!required )(?<!must )(?<!can )(?<!should )(?<!look for )"
    r"(?<!to be )(?<!something to )(?<!how to )(?<!suggested )(?<!proposes )(?<!plans to )(?<!on )improv\w+"
    r"|safer(?! recruit)|embedded|better (?:outcome|protect|support|experience)\w*"
    r"|positive (?:impact|outcome|change)s?"
    r"|made a difference|real evidence of|strengthen\w*|more effective\w*|transformed|successfully)\b",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(rose|risen|fell|fallen|dropped|doubled|halved|grew|grown|increased|decreased|reduced|stabilised"
    r"|(?:a|the|of) (?:rise|fall|drop|increase|decrease|reduction)|(?:gone|went|go|goes) (?:up|down)|fewer still"
    r"|more than last|down from|up from)\b",
    re.IGNORECASE,
)
EMBEDDED = re.compile(r"\bembed(?:ded|s)?\b", re.IGNORECASE)
FUTURE = re.compile(
    r"\b(will(?: be)?|(?<!it )(?:is|are) to(?! be embedded)|(?:is|are|was|were) going to|(?<!make )plans? to"
    r"|intends? to|(?:yet|still|due|ready) to be|to be (?:repeated|held|made|set))\b",
    re.IGNORECASE,
)
UNDER_WAY = re.compile(r"\b(?:is|are) (?:being \w+ed|under way)\b", re.IGNORECASE)
PROCEDURE = re.compile(
    r"^(?:when|whenever|where|if|each)\b|\bstrive"
    r"|\bwill (?:get|go on|keep|continue|depend|answer|make good use|follow the|be the proof)\b"
    r"|\bevery (?:\w+ )?(?:year|months?|quarter|term)\b|\b(?:quarterly|yearly|annually|monthly|termly)\b",
    re.IGNORECASE,
)
"""What is done whenever there is need, and so on no date."""
STANDING = re.compile(
    r"^(?:monitor|manage|use|where|at times)\b|\b(?:is|are) to monitor\b|\bshould keep\b"
    r"|\b(?:each|every) (?:\w+ )?(?:year|months?|quarter|child|family)\b",
    re.IGNORECASE,
)
"""What is to be done always or again and again, so that there is no day by which it is done."""
DIFFICULTY = re.compile(
    r"\b(?:is|are) (?:very )?(?:hard|difficult|complicated)\b|\b(?:it is hard|harder) to\b|\bthe danger of\b",
    re.IGNORECASE,
)
"""What makes work hard and is nobody's fault: no day can be set by which it is put right."""
LESSON = re.compile(r"^it is worth\b|\bcan be of value\b", re.IGNORECASE)
"""What is advised and not said to be done: nobody can have seen it, met it or recorded it."""
TOGETHER = re.compile(
    r"\b(multi-?agency|partners?|agencies|jointly|joined[- ]up|together(?! (?:match|come|make|are|is))"
    r"|across the partnership)\b",
    re.IGNORECASE,
)
CAME = re.compile(r"\b(?:came to|attended|drew|were trained|was trained|took part in the (?:event|training))\b", re.I)
"""Attendance, of which no other agency keeps a record."""
OWN_ACCOUNT = re.compile(
    r"\b((?:children|young people|pupils|care leavers|families|parents)(?: themselves)?"
    r" (?:said|say|told|tell|report|rated|felt|feel)"
    r"|feedback|survey|questionnaire|in their own words|own account|voice|young advisors?)\b",
    re.IGNORECASE,
)
A_DATE = re.compile(
    r"\b(20\d\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b"
)
AIM = re.compile(
    r"\b(target|standard|benchmark|goal|ambition|expected|statutory timescale|within \w+ (?:weeks|days))\b", re.I
)
OF_DEGREE = re.compile(
    r"\b(improve|increas\w+|rais(?:e|ing)|reduc\w+|lower|(?<!or )more(?! attention| work| cases)|fewer|less|better"
    r"|faster|earlier|promptly|quick\w*|close the gap|shorten\w*|strength\w+)\b",
    re.IGNORECASE,
)
"""What can be done to some degree, so that a level of it can be aimed at."""
GOES_ON = re.compile(r"^(?:keep|go on|continue|maintain|stress|remind|remember)\b", re.IGNORECASE)
"""What is never over, so that nobody can say by when it is done."""
ONCE = re.compile(
    r"^(?:hold (?:a|an|the|another)\b|review \w+ cases|carry out (?:a|an|the|every)\b"
    r"|(?:agree|analyse|audit|consider|explore|look closely|refresh|think)\b)",
    re.IGNORECASE,
)
"""What is done once, so that nobody can look whether it is still so, nor how much of it is enough."""
LOOKED_AT = re.compile(
    r"\b(inspect\w+|rating|rated|outstanding|according to (?:the|a) [\w ]*review|Ofsted|HMI\w*|peer review"
    r"|independent audit)\b",
    re.IGNORECASE,
)
"""That somebody from outside has looked."""
_YOUNG = re.compile(
    r"\b(child\w*|young (?:people|persons?|adults?|women|men|females?)|pupils?|adolescents?|teenagers?|care leavers?"
    r"|babies|famil\w+|survivors?)\b",
    re.IGNORECASE,
)
_IN_NAMES = re.compile(
    r"\b(?:child(?:ren)?|young people|adolescents?|famil(?:y|ies))(?:[’']s?)?\s+"
    r"(?:protection|sexual|criminal|abuse|voice|deaths?|exploitation|safeguarding|mental health|social care|services?"
    r"|centres?|group conferences?|outcomes)\b"
    r"|\bon adolescent\b|\byoung advisors?\b|\bchild and adolescent\b",
    re.IGNORECASE,
)
_AIMED_AT = re.compile(
    r"\b(?:meant|sets? out|under way|innovate|aims?|intend(?:s|ed)|hopes?|wants?|will|is to|are to)\b.*"
    r"|\b(?:discussion|decisions?|thinking|talks?|policies|events?|conferences?|audits?|data|risks"
    r"|findings|cases|approach(?:es)?) (?:about|on|of|for|to)\b[^,;]*|\b(?:as|risks) young people\b",
    re.IGNORECASE,
)


def claims_change(text: str) -> bool:
    """Whether words claim that something changed. What is only promised has not."""
    return any(CHANGE.search(FUTURE.split(clause)[0]) for clause in re.split(r"[.;]", text))


def promises(text: str) -> bool:
    """Whether words promise one thing that has a day on which it is done."""
    return bool((FUTURE.search(text) or UNDER_WAY.search(text)) and not PROCEDURE.search(text))


def serves_children(text: str) -> bool:
    """Whether words say that something was done with children or happened to them, so that they can be asked about
    it. A name with a child in it, a policy, a meeting or a promise is nothing that a child has met."""
    return _YOUNG.search(_AIMED_AT.sub(" ", _IN_NAMES.sub(" ", text))) is not None
