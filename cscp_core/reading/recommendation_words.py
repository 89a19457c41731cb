"""The words by which recommendations, actions, strengths and weaknesses are known, with who is to act and by when."""

import re

from cscp_core.evidence.rules import RecommendationKind

R, S, A, D = (
    RecommendationKind.RECOMMENDATION,
    RecommendationKind.STRENGTH,
    RecommendationKind.ACTION,
    RecommendationKind.AREA,
)
HEAD_KINDS: tuple[tuple[RecommendationKind, str], ...] = (
    (
        R,
        r"recommend\w*|inspector\w* said|finding|what (?:the )?(?:inspectors?|reviewers?|auditors?) (?:said|"
        r"found|asked)|should",
    ),
    (D, r"areas? for (?:improvement|development)|what needs to (?:improve|change)|improvement needed"),
    (S, r"strengths?|what (?:is|was) working well|good practice"),
    (
        A,
        r"actions?|we will|what we will do|what (?:will|needs to) (?:be done|happen)|next steps?|response|"
        r"task|commitment|step|promise|pledge|deliverable",
    ),
)
OWNER = re.compile(
    r"\b(?:owners?|leads?|who|responsib\w+|agency|by whom|lead agency|accountable|led by|lead officer)\b", re.IGNORECASE
)
DUE = re.compile(
    r"\b(?:due|by when|when|date|deadline|timescales?|target date|completion|finish|timing)\b", re.IGNORECASE
)
STATUS = re.compile(r"\b(?:status|progress|rag|update|position|rating)\b", re.IGNORECASE)
LEADS: tuple[tuple[RecommendationKind, re.Pattern[str]], ...] = (
    (
        D,
        re.compile(
            r"areas? (?:for|of|in need of|identified for|where) (?:\w+ )?(?:improve\w*|develop\w*)|need(?:s|"
            r"ed)? to improve|could (?:be|do) better|(?:requires?|requiring) improvement|even better "
            r"if|what needs to (?:improve|change)|to be improved|areas? to (?:improve|develop)|must "
            r"improve"
        ),
    ),
    (
        S,
        re.compile(
            r"\bstrengths?\b|good practice|praised|working well|did well|went well|key findings about|"
            r"positives?\b|commended|what was good|are proud of"
        ),
    ),
    (
        R,
        re.compile(
            r"recommend\w*|asked for the following|asked (?:that|the partnership|us) to|questions that i "
            r"have put|should:?$|(?:panel|review|inspectors?|auditors?|scrutineer) (?:asked|calls?|"
            r"called) for|learning points?"
        ),
    ),
    (
        A,
        re.compile(
            r"business plan|plan for (?:20|the)|forward plan|looking ahead|"
            r"\bactions?\b|agreed (?:these|to|that|the following)|(?:following|these) (?:has|have|is|are|"
            r"was|were) (?:been )?(?:to be )?(?:taken forward|established|agreed|put in place|"
            r"implemented|progressed)|taken forward|we will|next steps?|in order to address this|in "
            r"response|commit\w*|over the next year|in the coming year|plans? (?:for|to)|priorities "
            r"for|(?:key|main|following|these) changes|(?:chose|chosen|decided) to (?:review|look|explore|"
            r"examine|audit|work on|focus)|this (?:has )?includ(?:es|ed)|we (?:have )?(?:agreed|promised)|"
            r"what (?:we will do|happens next|comes next)|to do this"
        ),
    ),
)
LEADS_ONLY = re.compile(
    r"\b(?:follow\w*|these|this includes|areas?|strengths?|things|two|three|four|five|six|to improve)\b[^.]*:\s*$|"
    r"^[^.]{0,40}:\s*$"
)
"""A sentence whose list says it all."""
POINTER = re.compile(r"^[^.;:]{3,80}\((?:see )?(?:chapter|section|page|appendix) [\w.]+\)\.?$", re.IGNORECASE)
"""An item that only says where something stands."""
SHOULD = re.compile(
    r"\b(?:should|(?:is|are) asked to|(?:is|are) (?:expected|required|to be asked) to|must (?:now|ensure|"
    r"make sure)|we recommend|i recommend|recommend(?:s|ed) that|it is recommended|i ask|we ask "
    r"that)\b"
)
ACTOR = re.compile(
    r"\b(?:partners?|partnership|agenc(?:y|ies)|executive|services?|subgroup|group|board|trusts?|council|"
    r"police|constabulary|icb|schools?|officers?|coordinator|lead|probation|"
    r"panel|team|workers?|practitioners|professionals|health|community safety|unit|social care|all|each|"
    r"every|we|managers?|providers?|homes?|you|hospitals?|nurses?|teachers?|governors?)\b"
)
NO_SHOULD = re.compile(
    r"\b(?:chapters|report|figures?|numbers?|readers|table|procedures) should\b|should (?:not )?(?:be read|"
    r"be noted|be seen|apply|be applied|be applied|take reassurance)\b|as should\b|should i\b|that "
    r"should inform"
)
OWNED = re.compile(r"^(?P<owner>[A-Z][^:.;]{2,60}):\s+(?P<rest>\S.*)$")
BRACKET = re.compile(r"\s*\((?P<inside>[^()]{3,90})\)\s*[.;]?$")
DOER = re.compile(
    r"^(?:within [\w ]+? (?:months?|weeks?) |by [\w ]+? )?(?:the |our |all "
    r")?(?P<owner>[A-Z]?[\w’'&., -]{2,70}?),?\s+(?:should|to (?=[a-z]+ )|(?:is|are) asked to|must|"
    r"will)\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?P<due>(?:by|before|from|in|within|until|no later than|at|during)\s+(?:the\s+)?(?:end of\s+|start "
    r"of\s+|beginning of\s+|its\s+|their\s+|child's\s+)?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)(?:\s+\d{4})?|20\d\d(?:\s?[-/]\s?\d\d)?|"
    r"(?:spring|summer|autumn|winter)(?:\s+term)?(?:\s+of)?(?:\s+20\d\d(?:[-/]\d\d)?)?|"
    r"Q[1-4](?:\s+(?:of\s+)?20\d\d(?:[-/]\d\d)?)?|(?:\w+)\s+(?:working\s+)?(?:days?|weeks?|"
    r"months?)(?:\s+of publication)?|"
    r"(?:the\s+)?(?:year|next meeting|next year|coming year|next review|end of the year|financial year)))",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"^(?:(?P<owner>.*?),\s*)?(?P<due>(?:by |from |before |end of |the end of "
    r")*(?:(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\s*(?:\d{4})?|"
    r"Q[1-4](?:\s+20\d\d(?:-\d\d)?)?|(?:spring|summer|autumn|winter)(?: term)?(?: 20\d\d(?:[-/]\d\d)?)?|"
    r"20\d\d(?:[-/]\d\d)?|tbc|ongoing|the end of \d{4}|end of \d{4})(?:\s*[-–]\s*(?P<status>\w+))?)$",
    re.IGNORECASE,
)
DONE = re.compile(r"\b(?:done|complete(?:d)?|achieved|delivered|closed|green)\b", re.IGNORECASE)
GOING = re.compile(r"\b(?:on track|in progress|ongoing|under way|underway|progressing|amber)\b", re.IGNORECASE)
LATE = re.compile(r"\b(?:late|slipp\w+|delayed|overdue|behind|red)\b", re.IGNORECASE)
NOT_BEGUN = re.compile(r"\b(?:not (?:yet )?(?:started|begun))\b", re.IGNORECASE)
PRAISED = re.compile(
    r"\b(?:inspectors?|they|auditors?|reviewers?|the (?:review|inspection|audit|panel)|"
    r"ofsted)\s+(?:also\s+)?(?P<verb>found|praised|commended|highlighted|noted|"
    r"saw)\s+(?!that\b)(?P<what>[^.;]{8,200})",
    re.IGNORECASE,
)
SECOND = re.compile(
    r"\s+and\s+(?=(?:a|an|the|prompt|good|strong|effective|clear|timely|well|committed|skilled|stable|swift|"
    r"positive)\s)"
)
NEGATIVE = re.compile(
    r"\b(?:too|not|poor|weak|inconsisten\w+|late|lack\w*|delay\w*|insufficient|gaps?|drift|missing|never|"
    r"few|improve\w*|concern\w*)\b"
)
FOLLOWED = re.compile(
    r"\b(?:(?:in light of|following|as a result|therefore|in order to|in response|since)\b[^.;]{0,160}?\b"
    r"(?:has|have|was|were)(?: also)?(?: been)? (?:developed|established|introduced|set up|broadened|reviewed|agreed|"
    r"implemented|created|produced|made|organised|put in place|changed|embedded|identified)|(?:has|have|having|was|"
    r"were) (?:been )?"
    r"(?:tasked|assigned|commissioned|asked|requested|implemented|fed into|embedded|reviewed|agreed with)|"
    r"(?:has|have) been (?:organised|arranged|scheduled)|"
    r"(?:is|are) (?:being |also |now )?(?:developing|exploring|developed|explored|organised|planned|coordinating|"
    r"made to practice|discussed with|(?:en|in)quiring into|looking into|investigating|consulting|drawing up|"
    r"preparing)|"
    r"(?:is|are) (?:being )?used (?:to )?(?:develop|shape|inform|plan)\b|led to the (?:development|implementation|"
    r"creation)|includes the development|planning "
    r"[^.;]{0,40}(?:took place|has (?:begun|started|involved)|is under ?way)|"
    r"ambition to|priority for 20\d\d|initiatives in order to|to be (?:developed|completed|published))\b"
)
"""What was set going in answer to something."""
CARRIED_OUT = re.compile(
    r"\brecommendations\b[^.;]{0,40}\b(?:taken forward|carried out|implemented|embedded|overseen|monitored|tracked|"
    r"completed|accepted)\b|\b(?:address|implement|progress|track|monitor|oversee|carry|act)\w*\b[^.;]{0,20}\b"
    r"recommendations\b"
)
"""What became of recommendations that are not listed."""
CALLED_FOR = re.compile(
    r"\b(?:they|parents|carers|families|fathers|mothers|children|young (?:people|advisors)|practitioners|professionals|"
    r"delegates|participants|residents|pupils|students|schools|inspectors|auditors|reviewers) (?:have |had )?"
    r"(?:also )?(?:called for|asked for|suggested|urged|wanted more)\b"
)
"""What those who were asked wanted."""
WEAK = re.compile(
    r"\b(?:difficult(?:y|ies)?|complicated|challeng(?:e|ing) of|could be|needs? (?:to|more|further|improvement)|"
    r"not (?:always|yet|clear|making|met|confident)|(?:not|less|hardly) (?:\w+ )?(?:assured|effective|sure)|did not|"
    r"lack\w*|improvements? could|understated|underreport\w*|low\b|inconsistent|too (?:few|many|late|little)|drift|"
    r"requires? (?:further|strengthening|improvement)|despite|risk of offering|has not met|raised as|requiring "
    r"further|to be considered by|highlighted the (?:risk|importance))\b"
)
WEAK_ANYWHERE = re.compile(
    r"\b(?:areas? (?:for|of) (?:improvement|development|attention)|areas? (?:requiring|that requires?)|"
    r"further work|gap between|delay in|issues which are already known)\b"
)
STRONG = re.compile(
    r"\b(?:effective\w*|strong\w*|excellent|good|(?<!how )well\b(?!-)|robust\w*|positive\w*|outstanding|"
    r"pleas(?:ed|ing)|assured?|assurance that|valued?|commit(?:ted|ment)|skilled|energetic\w*|highest|better|"
    r"high(?:-| )(?:quality|expectations|standard)|timely|praised|sufficient(?:ly)?|purposeful|enabled?|improves?d?|"
    r"progress|clear(?:ly)?|demonstrat\w+|above average|conscientiously|cohesively|accessible|responsive|make sure|"
    r"ensures?|focus on quality|recognised and recorded|met all|prioritised|taken action|to all (?:schools|agencies)|"
    r"in (?:the (?:\w+ )?majority of|most|nearly all|all) (?:the )?(?:cases|records|files)|"
    r"there (?:is|was) (?:\w+ )?evidence (?:of|that))\b"
)
STRONG_ANYWHERE = re.compile(
    r"\b(?:found it|felt that it was|it was|it is) (?:re)?(?:assuring|positive|pleasing)\b|\bgood practice\b|"
    r"\b(?:is|are|was|were|been) (?:also )?(?:cited|commended|praised|singled out|held up|showcased|shortlisted)\b"
)
NO_PROMISE = re.compile(
    r"\b(?:role|purpose|function|aim|element)\b[^.;]{0,60}\b(?:is|are) to\b|\byou will (?:read|see|find|notice)\b|"
    r"\b(?:has|have) agreed to (?:be|receive|share their)\b"
)
"""What a thing is for, and what a reader will find: nobody promises it."""
NO_OWNER = re.compile(
    r"^(?:over|during|in|from|by|following|as|when|after|once|this|it|there|for|with|to|if|all of)\b|"
    r"\b(?:intends?|plans?|aims?|hopes?|continues?|looks?|needs?|wants?|like|agreed|asked|is|are|was|were|has|have)$",
    re.IGNORECASE,
)
