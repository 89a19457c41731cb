"""What the scrutineer of the demonstration asks, of whom and about what, and what the agencies answer. All invented:
questions rest on the report, answers on nothing."""

from dataclasses import dataclass
from enum import StrEnum

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory

POLICE, COUNCIL, HEALTH, SCHOOLS = "met-police", "camden-council", "ncl-icb", "camden-learning"
WHO_ANSWERS = {POLICE: "police.partner", COUNCIL: "council.partner", HEALTH: "health.partner"}


class Topic(StrEnum):
    """What each challenge of the demonstration is about."""

    CUSTODY = "custody"
    MISSING = "missing"
    REFERRALS = "referrals"
    ENCOMPASS = "encompass"
    HOTELS = "hotels"
    CARING_DADS = "caring dads"
    CAME_BACK = "came back"
    PLANS = "plans"
    ADOLESCENTS = "adolescents"
    EXPLOITATION = "exploitation"
    HOME_EDUCATION = "home education"
    NOT_BROUGHT = "not brought"
    MEDICALS = "medicals"
    ASSESSMENTS = "assessments"
    ADULT_SERVICES = "adult services"
    GUIDANCE = "guidance"
    SESSIONS = "sessions"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """One question: what of the report it is about, its words, and what would answer it."""

    about: str
    """The id of a claim, or of an action of the report."""
    words: str
    would_answer: str
    category: ChallengeCategory = ChallengeCategory.A
    agencies: tuple[str, ...]

    @property
    def kind(self) -> SourceKind:
        return SourceKind.CLAIM if self.about.startswith("claim-") else SourceKind.RECOMMENDATION


ASKED = {
    Topic.CUSTODY: Asking(
        about="claim-3.2-36",
        agencies=(POLICE,),
        words="The Concordat on detained children was breached 32 times for Camden children in 2019-20, 13 of them in "
        "Camden itself. How many children were detained in all, and why was each of the 32 kept?",
        would_answer="The number of Camden children detained overnight in 2018-19 and in 2019-20, and the reason for "
        "each breach.",
    ),
    Topic.MISSING: Asking(
        about="claim-3.1.8-02",
        agencies=(POLICE, COUNCIL),
        words="There were 1,030 missing reports about 132 children. How many children went missing more than five "
        "times, and what has changed for them?",
        would_answer="The number of these children in both years, and what each of them says would help.",
        category=ChallengeCategory.B,
    ),
    Topic.REFERRALS: Asking(
        about="claim-2.3-14",
        agencies=(POLICE,),
        words="The police made 501 referrals in 2019-20, more than anyone else. How many led to help for the child, "
        "and how many were turned away?",
        would_answer="For one quarter: referrals by outcome, and a second look at those that were turned away.",
        category=ChallengeCategory.B,
    ),
    Topic.ENCOMPASS: Asking(
        about="claim-3.3.6-01",
        agencies=(POLICE,),
        words="Operation Encompass came to Camden in 2019-20. How many schools are told about a child, and how soon?",
        would_answer="The number of schools and of notices, and the share that arrive before the next school day.",
    ),
    Topic.HOTELS: Asking(
        about="claim-3.1.5-05",
        agencies=(POLICE,),
        words="After Operation Makesafe hotels were told what to do better. What was it, and has anybody "
        "tested them since?",
        would_answer="The points by name, and a second test with its date and result.",
    ),
    Topic.CARING_DADS: Asking(
        about="claim-3.3.1-03",
        agencies=(COUNCIL,),
        words="Two fathers completed Caring Dads in 2019-20. How many started, and what changed for their children?",
        would_answer="The number who started, why the others stopped, and what the children or their mothers say.",
        category=ChallengeCategory.B,
    ),
    Topic.CAME_BACK: Asking(
        about="claim-2.1-04",
        agencies=(COUNCIL,),
        words="8.1% of cases came back within 12 months of being closed. Out of how many cases? Did any family need "
        "help that it did not get?",
        would_answer="The number of cases closed and of those that came back, and a second look at some that did not.",
    ),
    Topic.PLANS: Asking(
        about="claim-3.4-10",
        agencies=(COUNCIL,),
        words="Child protection plans should have dates and plain English. How many do, and who has looked?",
        would_answer="A sample of plans, read by somebody who did not write them, with what parents make of them.",
    ),
    Topic.ADOLESCENTS: Asking(
        about="claim-1.10.1-03",
        agencies=(COUNCIL,),
        words="One approach now serves young people of 14 to 18 who face several risks at once. How many are in it, "
        "and what is different for them?",
        would_answer="The number of young people, one result for them, and their own account.",
        category=ChallengeCategory.B,
    ),
    Topic.EXPLOITATION: Asking(
        about="claim-5.1.1-09",
        agencies=(COUNCIL,),
        words="Risk fell in 86% of the cases with help against criminal exploitation. Out of how many, who judged it, "
        "and do the young people agree?",
        would_answer="The number of young people, how risk was measured, and what they say themselves.",
        category=ChallengeCategory.B,
    ),
    Topic.HOME_EDUCATION: Asking(
        about="claim-4.7.3-04",
        agencies=(COUNCIL,),
        words="Home education coordinators offer visits. How many were made, and how many children were seen?",
        would_answer="The number of families, of visits, and of children who were seen.",
    ),
    Topic.NOT_BROUGHT: Asking(
        about="claim-3.4-09",
        agencies=(HEALTH,),
        words="All health trusts audited what they do when a child is not brought to an appointment. What share of the "
        "missed visits was followed up?",
        would_answer="For each trust the number of missed visits, and the number that were followed up.",
    ),
    Topic.MEDICALS: Asking(
        about="claim-1.10.6-06",
        agencies=(HEALTH,),
        words="The report says that children are seen alone in child protection medicals. In what share of them, and "
        "what do children say of it?",
        would_answer="The number of medicals, the number in which the child was seen alone, and children's own words.",
        category=ChallengeCategory.B,
    ),
    Topic.ASSESSMENTS: Asking(
        about="claim-4.3-06",
        agencies=(HEALTH,),
        words="90% of looked after children had a yearly health assessment. Out of how many? Why did the others not?",
        would_answer="The number of children, why some had no assessment, and how other places compare.",
    ),
    Topic.ADULT_SERVICES: Asking(
        about="claim-5.2.1-06",
        agencies=(HEALTH,),
        words="The 16-year-olds of the audit were to be followed for 24 months. How many still get help?",
        would_answer="The number of young people, the number who get help as adults, and what they say of the move.",
        category=ChallengeCategory.B,
    ),
    Topic.GUIDANCE: Asking(
        about="rec-3.1.10-06",
        agencies=(SCHOOLS,),
        words="Guidance for schools on mental health support was to be developed. How many schools use it, and what do "
        "pupils notice?",
        would_answer="The number of schools that use it, and what some of their pupils say.",
    ),
    Topic.SESSIONS: Asking(
        about="claim-3.2-07",
        agencies=(COUNCIL,),
        words="5,435 young people took part in preventative sessions. Out of how many, and what do they remember?",
        would_answer="The number of pupils who could have come, and a few questions to them three months later.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Answering:
    """An answer in its four boxes, with one reference to evidence. Where it is held is made up too."""

    did: str
    changed: str
    known: str
    next_step: str
    next_owner: str
    evidence: str = ""


ANSWERED = {
    Topic.CUSTODY: Answering(
        did="We read the custody record of every breach again, together with the council's night service.",
        changed="We have gathered the reasons. We cannot show yet that fewer children stay overnight.",
        known="A review by two colleagues who do not work in custody. No child was asked.",
        next_step="Count every child who is detained overnight, by age, for both years.",
        next_owner="Custody lead",
        evidence="Review of custody records",
    ),
    Topic.MISSING: Answering(
        did="We made one list of the children who go missing most, and agreed who knows each of them best.",
        changed="Each of them has one worker who rings within a day of their return. Two say that this is the first "
        "time that anybody asked why they left.",
        known="From the workers' notes and from talks with six of the young people.",
        next_step="Ask the others, and count the episodes again after six months.",
        next_owner="Head of adolescent services",
        evidence="Notes of six talks, without names",
    ),
    Topic.ENCOMPASS: Answering(
        did="We took a sample of notices from one term and looked up when each school had read it.",
        changed="Schools had nearly all of them before the next school day, so a teacher could look out for the child.",
        known="A sample of forty notices with their times, checked by the safeguarding hub.",
        next_step="Ask schools what they did with a notice.",
        next_owner="Public protection lead",
        evidence="Sample of forty notices",
    ),
    Topic.PLANS: Answering(
        did="Two colleagues read twenty plans that they had not written.",
        changed="In fourteen of the twenty each step has a date. In the other six it still says ongoing.",
        known="A dip sample of twenty plans. It says nothing about the rest, and no child was asked.",
        next_step="Read twenty more, with two parents in the group of readers.",
        next_owner="Head of quality assurance",
        evidence="Dip sample of twenty plans",
    ),
    Topic.ADOLESCENTS: Answering(
        did="We counted the young people in the approach and asked their workers what had changed.",
        changed="Most have one worker instead of three. Some say that they no longer tell their story again and again.",
        known="Our own count, and a short talk with eleven of the young people.",
        next_step="Ask all of them again in six months.",
        next_owner="Head of adolescent services",
        evidence="Summary of eleven talks",
    ),
    Topic.EXPLOITATION: Answering(
        did="We asked the workers of each young person to look at the risk again.",
        changed="For most the workers see less risk. Four young people say that they feel safer.",
        known="The workers' own view, with a tool that they fill in themselves.",
        next_step="Let somebody outside the team look at ten of the cases.",
        next_owner="Exploitation lead",
        evidence="Summary of the second look",
    ),
    Topic.MEDICALS: Answering(
        did="All doctors and nurses who do medicals were trained again this year.",
        changed="Staff say that they know better how to see a child alone.",
        known="Feedback forms of the training.",
        next_step="Repeat the training next year.",
        next_owner="Designated nurse",
    ),
}
DRAFTED = Answering(
    did="We looked at reports of the last quarter, and began a list of the children who go missing most.",
    changed="",
    known="",
    next_step="Compare the list with the council's.",
    next_owner="Missing persons lead",
)
"""What a staff officer has drafted about the children who go missing. Nobody has sent it."""
