"""Acts of the scrutineer, the partners and the business manager on a report and on what was asked of it."""

from typing import ClassVar

from sqlmodel import col

from cscp_core.evidence import imports
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown, WorkStatus
from cscp_core.evidence.tables import Report
from cscp_core.improvement import owners
from cscp_core.improvement import service as improvement
from cscp_core.improvement.rules import Reference
from cscp_core.improvement.tables import ActionOwner, ActionRecheck, ActionUpdate
from cscp_core.reconciliation import service as reconciliation
from cscp_core.reconciliation.tables import Explanation
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, Rating
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.judgements.tables import Judgement
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.scrutiny.missing.tables import QuestionWording
from tests.pages.acting import act, row
from tests.pages.drawn import CLAIM, REPORT, Act, newest, rows


class OfChallenge(Act):
    """An act of the scrutineer on one of the rehearsal's challenges; the agency or another tab is beside it."""

    page, by, sentence = "challenge", "scrutineer", "Somebody changed this challenge after you opened it"
    number: int
    chosen = ""
    words: ClassVar[dict[str, str]] = {}

    def begin(self):
        return self.number

    def query(self, of):
        return {"id": str(of)}

    def write(self, page, of):
        if self.chosen:
            page.session_state[f"challenge/{of} act"] = self.chosen
            page = page.run()
        for name, words in self.words.items():
            page = next(one for one in page.text_area if one.key == f"challenge/{of}/{name}").input(words).run()
        return page

    def version(self, of):
        return row(Challenge, of).version

    def stands(self, of):
        found = row(Challenge, of)
        return found.state, found.waiting_for, found.opened, rows(ChallengeEvent, ChallengeEvent.challenge_id == of)

    def beside(self, of, version):
        act(challenges.open_to_voices, "scrutineer", challenge_id=of, version=version, opened=True)

    says = "Hide from young people and lay members"


class Asked(OfChallenge):
    """A challenge to which its agency asks back meanwhile."""

    number, says = 2, "Which year is meant?"

    def beside(self, of, version):
        details = {"asked": AskedBack.MEANING, "words": self.says}
        act(answering.ask_back, "police.partner", challenge_id=of, version=version, **details)


class Answered(OfChallenge):
    """An answered challenge that is rated in another tab meanwhile."""

    number, says = 4, "Rated in another tab."

    def beside(self, of, version):
        details = {"rating": Rating.PARTLY, "reason": self.says}
        act(challenges.rate, "scrutineer", challenge_id=of, version=version, **details)


class Replying(OfChallenge):
    number, button, words = 3, "challenge/3 Send the reply", {"reply": "The report's year."}


class Rating_(Answered):
    button, words = "challenge/4 Record the rating", {"rating": "It says nothing of children."}

    def write(self, page, of):
        page = super().write(page, of)
        return page.radio(key=f"challenge/{of} rated").set_value(Rating.NOT).run()


class ChallengingFurther(Answered):
    button, chosen, words = "challenge/4 Challenge further", "Challenge further", {"further": "And the children?"}


class Closing(Answered):
    button, chosen, words = "challenge/4 Close the challenge", "Close", {"closing": "It is settled."}

    def write(self, page, of):
        page = super().write(page, of)
        for name, value in (("far", HowFar.PRACTICE), ("how", HowKnown.SAID), ("word", Assurance.PARTLY)):
            page = page.radio(key=f"challenge/{of} {name}").set_value(value).run()
        return page


class Escalating(Asked):
    button, chosen = "challenge/2 Escalate the challenge", "Escalate"
    words: ClassVar[dict[str, str]] = {"escalate why": "There is no answer."}

    def write(self, page, of):
        page = super().write(page, of)
        return page.text_input(key=f"challenge/{of}/escalate to").input("The chief officer").run()


class Withdrawing(Asked):
    button, chosen, words = "challenge/2 Withdraw the challenge", "Withdraw", {"withdraw": "No longer needed."}


class LookingAgain(OfChallenge):
    number, button, words = 6, "challenge/6 It held", {"recheck": "It still holds in November."}


class OpeningToYoungPeople(Answered):
    button = "voices/4 Show to young people and lay members"


class RaisingADraft(Act):
    """One's own draft of a question, in two tabs."""

    page, by, button, says = "challenge", "scrutineer", "draft/{of} Raise it", "From the other tab?"
    sentence = "Somebody changed this challenge after you opened it"

    def begin(self):
        return act(drafting.make_draft, "scrutineer", question="First?", **self.rest())

    def rest(self):
        return {"would_answer": "A number.", "category": ChallengeCategory.B, "agency_ids": ["met-police"]}

    def query(self, of):
        return {"id": str(of)}

    def version(self, of):
        return row(Challenge, of).version

    def beside(self, of, version):
        details = {"question": self.says, **self.rest()}
        act(drafting.change_draft, "scrutineer", challenge_id=of, version=version, **details)

    def stands(self, of):
        return row(Challenge, of).state


class Answering(Act):
    """An answer that a colleague saves meanwhile."""

    page, by, button, says = (
        "challenge",
        "police.partner",
        "answer/2/1 Send the answer",
        "What the staff officer wrote.",
    )
    sentence = "A colleague saved this answer after you opened it"

    def query(self, of):
        return {"id": "2"}

    def write(self, page, of):
        for name in ("did", "changed", "known", "next_step"):
            page = page.text_area(key=f"answer/2/1/{name}").input(f"What the partner {name}.").run()
        page = page.text_input(key="answer/2/1/next_owner").input("Inspector").run()
        return page.date_input(key="answer/2/1/next_by").set_value(row(Challenge, 2).due_on).run()

    def version(self, of):
        found = newest(ChallengeAnswer, col(ChallengeAnswer.round), ChallengeAnswer.challenge_id == 2)
        return found.version if found else 0

    def beside(self, of, version):
        boxes = Boxes(did=self.says)
        act(answering.save_answer, "police.staff", challenge_id=2, seen_version=version, boxes=boxes)

    def stands(self, of):
        return row(Challenge, 2).state


class AnsweringWhatWasWithdrawn(Answering):
    """An answer to a question that the scrutineer withdraws meanwhile."""

    says, sentence, again = "It is settled.", "", False

    def version(self, of):
        return row(Challenge, 2).version

    def beside(self, of, version):
        act(challenges.withdraw, "scrutineer", challenge_id=2, version=version, reason=self.says)

    def stands(self, of):
        return rows(ChallengeAnswer, ChallengeAnswer.challenge_id == 2)


class AnsweringTheRoundBefore(Answering):
    """An answer that a colleague sends meanwhile, whereupon the scrutineer challenges further."""

    says, sentence, again, crosses = "And the children?", "The scrutineer challenged this further", False, False

    def beside(self, of, version):
        boxes = Boxes("We did.", "It changed.", "We know.", "Next.", "Inspector", row(Challenge, 2).due_on)
        act(answering.send_answer, "police.partner", challenge_id=2, seen_version=version, boxes=boxes)
        number = row(Challenge, 2).version
        act(challenges.challenge_further, "scrutineer", challenge_id=2, version=number, words=self.says)


ACTION = "rec-foreword-06"


def update(by, version, words, status=WorkStatus.ON_TRACK, evidence=()):
    details = {"status": status, "words": words, "evidence_given": evidence, "seen_version": version}
    act(improvement.update_action, by, report_id=REPORT, recommendation_id=ACTION, **details)


class UpdatingAnAction(Act):
    page, by, button, says = (
        "our_actions",
        "police.partner",
        f"update/{REPORT}/{ACTION} Record progress",
        "By the other.",
    )
    sentence = "A colleague updated this action after you opened it"

    def write(self, page, of):
        page = page.toggle(key=f"owner/{REPORT}/{ACTION} more").set_value(True).run()
        page = page.toggle(key=f"update {ACTION}").set_value(True).run()
        page = page.selectbox(key=f"update/{REPORT}/{ACTION}/status").set_value(WorkStatus.ON_TRACK).run()
        return page.text_area(key=f"update/{REPORT}/{ACTION}/words").input("By this one.").run()

    def version(self, of):
        return rows(ActionUpdate, ActionUpdate.recommendation_id == ACTION)

    def beside(self, of, version):
        update("police.staff", version, self.says)

    def stands(self, of):
        found = newest(ActionUpdate, col(ActionUpdate.version), ActionUpdate.recommendation_id == ACTION)
        return found and found.words


class RecheckingAnAction(UpdatingAnAction):
    page, by, button = "recommendation", "scrutineer", f"recheck/{REPORT}/{ACTION} It held"
    crosses = False  # the agency goes on from what was found

    def begin(self):
        self.done("First.", 0)

    def done(self, words, version):
        evidence = [Reference("A report", "Inspector", "2020", "On the shelf")]
        update("police.partner", version, words, WorkStatus.DONE_EVIDENCED, evidence)

    def query(self, of):
        return {"id": ACTION}

    def write(self, page, of):
        return page.text_area(key=f"recheck/{REPORT}/{ACTION}/words").input("It holds.").run()

    def beside(self, of, version):
        self.done(self.says, version)

    def stands(self, of):
        return rows(ActionRecheck)


def assign_action(by, version, agency_id, reason):
    details = {"agency_id": agency_id, "reason": reason, "seen_version": version}
    act(owners.assign_action, by, report_id=REPORT, recommendation_id=ACTION, **details)


class TakingAnAction(Act):
    """An action of the partners together that the council takes meanwhile."""

    page, by, button = "our_actions", "police.partner", f"owner/{REPORT}/{ACTION} Take it"
    says, sentence, again = "It is ours.", "Somebody assigned this action after you opened it", False

    def version(self, of):
        return rows(ActionOwner, ActionOwner.recommendation_id == ACTION)

    def beside(self, of, version):
        assign_action("council.partner", version, "camden-council", self.says)

    def stands(self, of):
        found = newest(ActionOwner, col(ActionOwner.version), ActionOwner.recommendation_id == ACTION)
        return found and (found.agency_id, found.reason)


class AssigningAnAction(TakingAnAction):
    """One that a colleague takes for their agency meanwhile."""

    page, button, says, again = "recommendation", f"owner/{REPORT}/{ACTION} Assign it", "We have begun.", True

    def query(self, of):
        return {"id": ACTION}

    def write(self, page, of):
        place = f"owner/{REPORT}/{ACTION}"
        page = page.toggle(key=f"{place} open").set_value(True).run()
        page = page.selectbox(key=f"{place}/agency").set_value("ncl-icb").run()
        return page.text_area(key=f"{place}/reason").input("Their nurses do it.").run()

    def beside(self, of, version):
        assign_action("police.staff", version, "met-police", self.says)


CHECK = "budget-contributions-v-full-budget"


class ExplainingAFigure(Act):
    page, by, button, says = "check", "scrutineer", f"check/{REPORT}/{CHECK} Mark as explained", "In another tab."
    sentence = "Somebody marked this after you opened it"

    def query(self, of):
        return {"id": CHECK}

    def write(self, page, of):
        page = page.text_input(key=f"check/{REPORT}/{CHECK}/who").input("The treasurer").run()
        return page.text_area(key=f"check/{REPORT}/{CHECK}/how").input("In this tab.").run()

    def version(self, of):
        return rows(Explanation, Explanation.check_id == CHECK)

    def beside(self, of, version):
        details = {"explained_by": "The council", "how": self.says, "seen_version": version}
        act(reconciliation.explain, "scrutineer", report_id=REPORT, check_id=CHECK, **details)

    def stands(self, of):
        found = newest(Explanation, col(Explanation.version), Explanation.check_id == CHECK)
        return found and found.how


class TakingAnExplanationBack(ExplainingAFigure):
    button = f"check/{REPORT}/{CHECK} Remove the explanation"

    def begin(self):
        super().beside("", 0)

    def write(self, page, of):
        return page

    says = "Otherwise explained."


class ChangingAWording(Act):
    page, by, button, says = "wordings", "business.manager", "wording/base Use this wording", "How many in all?"
    sentence = "Somebody changed this wording after you opened it"

    def write(self, page, of):
        return page.text_area(key="wording/base/question").input("Out of how many?").run()

    def version(self, of):
        found = newest(QuestionWording, col(QuestionWording.version), QuestionWording.missing == Missing.BASE)
        return found.version if found else 0

    def beside(self, of, version):
        details = {"missing": Missing.BASE, "question": self.says, "would_answer": "A number."}
        act(missing.change_wording, "business.manager", seen_version=version, **details)

    def stands(self, of):
        found = newest(QuestionWording, col(QuestionWording.version), QuestionWording.missing == Missing.BASE)
        return found and found.question


class CorrectingARow(Act):
    page, by, says = "reports", "business.manager", "Words of another tab."
    place = f"correct/{REPORT}/claims/{CLAIM}"
    button = f"{place} Correct the row"
    sentence = "Somebody changed this report while you were reading"

    def write(self, page, of):
        page = page.selectbox(key=f"correct {REPORT} sheet").set_value("claims").run()
        page = page.text_input(key=f"correct {REPORT} row").input(CLAIM).run()
        page.text_area(key=f"{self.place}/plain").input("Words of this tab.")
        return page

    def version(self, of):
        return row(Report, REPORT).load_number

    def beside(self, of, version):
        details = {"sheet": "claims", "row_id": CLAIM, "cells": {"plain": self.says}, "seen_number": version}
        act(imports.correct_row, "business.manager", report_id=REPORT, **details)

    def stands(self, of):
        return act(imports.find_row, "business.manager", report_id=REPORT, sheet="claims", row_id=CLAIM)["plain"]


class JudgingATheme(Act):
    page, by, button, says = "theme", "scrutineer", f"judge/{REPORT}/neglect Record the judgement", "In the other tab."
    sentence = "Somebody judged this theme after you opened it"

    def query(self, of):
        return {"theme": "neglect"}

    def write(self, page, of):
        page = page.radio(key=f"judge/{REPORT}/neglect/word").set_value(Assurance.NOT).run()
        return page.text_area(key=f"judge/{REPORT}/neglect/reason").input("In this tab.").run()

    def version(self, of):
        return rows(Judgement, Judgement.theme_id == "neglect")

    def beside(self, of, version):
        details = {"assurance": Assurance.PARTLY, "reason": self.says, "seen_version": version}
        act(judgements.record_judgement, "scrutineer", report_id=REPORT, theme_id="neglect", **details)

    def stands(self, of):
        found = newest(Judgement, col(Judgement.version), Judgement.theme_id == "neglect")
        return found and found.reason


ACTS = [
    Replying(), Rating_(), ChallengingFurther(), Closing(), Escalating(), Withdrawing(), LookingAgain(),
    OpeningToYoungPeople(), RaisingADraft(), Answering(), AnsweringWhatWasWithdrawn(), AnsweringTheRoundBefore(),
    UpdatingAnAction(),
    RecheckingAnAction(), TakingAnAction(), AssigningAnAction(),
    ExplainingAFigure(), TakingAnExplanationBack(), ChangingAWording(), CorrectingARow(),
    JudgingATheme(),
]  # fmt: skip
