"""Whatever a screen does to a record is tried on a version of it that does not stand any more."""

import ast

import pytest

from tests.conftest import ROOT
from tests.pages import drawn_elsewhere, drawn_in_meetings, drawn_in_scrutiny, drawn_of_ones_own
from tests.pages.test_acts_are_bound import SCREENS, bound_services, required_version

DRAWN = (drawn_in_scrutiny, drawn_in_meetings, drawn_elsewhere, drawn_of_ones_own)
CONFIRMING = "tests/confirming/test_deciding.py"
MEETING = "tests/scrutiny/meetings/test_agenda.py test_a_change_of_what_somebody_changed_meanwhile_is_refused"
TRYING, DEMONSTRATION = "tests/confirming/test_trying.py", "tests/demonstration/test_service.py"
AS_DRAWN, COMMENTS = "tests/pages/test_acts_on_what_was_drawn.py", "tests/feedback/comments/"
TRIED = {
    "confirming.deciding.change_row": "ChangingADraftedRow",
    "confirming.deciding.discard_row": "OfDraftedRow",
    "confirming.deciding.join_rows": f"{CONFIRMING} "
    "test_rows_that_were_decided_since_they_were_drawn_are_neither_split_nor_joined",
    "confirming.deciding.keep_row": "OfDraftedRow",
    "confirming.deciding.keep_sure": f"{CONFIRMING} test_sure_rows_that_changed_since_they_were_drawn_are_not_kept",
    "confirming.deciding.split_row": f"{CONFIRMING} "
    "test_rows_that_were_decided_since_they_were_drawn_are_neither_split_nor_joined",
    "confirming.deciding.undo_act": f"{CONFIRMING} test_nobody_undoes_what_somebody_else_did_or_changed_since",
    "confirming.trying.finish_reading": f"{TRYING} "
    "test_a_reading_is_not_ended_over_what_a_colleague_decided_or_undid_meanwhile",
    "confirming.trying.stop_reading": f"{TRYING} "
    "test_a_reading_is_not_ended_over_what_a_colleague_decided_or_undid_meanwhile",
    "confirming.trying.try_reading": f"{TRYING} test_what_somebody_tried_meanwhile_is_left_as_it_is",
    "demonstration.service.start_again": f"{DEMONSTRATION} test_it_is_not_started_twice_from_one_screen",
    "demonstration.service.start_empty": f"{DEMONSTRATION} test_it_is_not_started_twice_from_one_screen",
    "evidence.imports.correct_row": "CorrectingARow",
    "evidence.imports.load_upload": "tests/evidence/test_imports.py test_nothing_is_loaded_unseen",
    "evidence.imports.undo_last": f"{AS_DRAWN} test_a_load_that_somebody_added_to_is_not_undone_unseen",
    "improvement.owners.assign_action": "AssigningAnAction",
    "improvement.service.recheck_action": "RecheckingAnAction",
    "improvement.service.update_action": "UpdatingAnAction",
    "official.imports.load_files": "tests/official/test_imports.py test_a_load_after_somebody_elses_is_refused",
    "official.imports.undo_last": "tests/official/test_imports.py test_an_undo_after_somebody_elses_load_is_refused",
    "official.mapping.change_mapping": "tests/official/test_mapping.py "
    "test_a_row_that_was_changed_meanwhile_is_not_changed_again",
    "people.leaving.choose_outcome": "tests/people/test_leaving.py test_a_choice_in_an_older_tab_is_refused",
    "people.leaving.make_link": "tests/people/test_leaving.py "
    "test_a_link_for_somebody_who_was_changed_meanwhile_is_not_made",
    "people.reminders.remove_reminder": "TakingAReminderAway",
    "people.reminders.set_reminder": "SettingAReminder",
    "people.second_factor.reset_factor": "OfPerson",
    "people.service.enable_account": "OfPerson",
    "people.service.reset_password": "OfPerson",
    "people.service.set_deputy": "OfPerson",
    "people.service.set_email": "KeepingAnAddress",
    "reconciliation.service.explain": "ExplainingAFigure",
    "reconciliation.service.take_explanation_back": "TakingAnExplanationBack",
    "scrutiny.challenges.answering.ask_back": f"{AS_DRAWN} test_a_challenge_that_was_withdrawn_is_not_asked_about",
    "scrutiny.challenges.answering.save_answer": "tests/pages/test_two_people.py "
    "test_without_a_choice_every_save_is_refused_and_both_texts_stay",
    "scrutiny.challenges.answering.send_answer": "Answering",
    "scrutiny.challenges.drafting.change_draft": "RaisingADraft",
    "scrutiny.challenges.drafting.raise_draft": "RaisingADraft",
    "scrutiny.challenges.handover.disable_person": "OfPerson",
    "scrutiny.challenges.handover.disable_voice": "tests/people/test_leaving.py "
    "test_somebody_who_was_changed_meanwhile_is_not_disabled",
    "scrutiny.challenges.handover.move_person": "Moving",
    "scrutiny.challenges.reminding.remind_agency": "tests/scrutiny/challenges/test_reminding.py "
    "test_what_changed_since_it_was_read_is_not_reminded_of",
    "scrutiny.challenges.service.challenge_further": "ChallengingFurther",
    "scrutiny.challenges.service.close": "Closing",
    "scrutiny.challenges.service.escalate": "Escalating",
    "scrutiny.challenges.service.open_to_voices": "OpeningToYoungPeople",
    "scrutiny.challenges.service.rate": "Rating_",
    "scrutiny.challenges.service.recheck": "LookingAgain",
    "scrutiny.challenges.service.reply": "Replying",
    "scrutiny.challenges.service.withdraw": "Withdrawing",
    "scrutiny.grades.service.confirm_grade": f"{AS_DRAWN} "
    "test_a_grade_that_was_changed_in_another_tab_is_not_confirmed_over",
    "scrutiny.judgements.service.record_judgement": "JudgingATheme",
    "scrutiny.meetings.ending.adjourn_meeting": "OfMeeting",
    "scrutiny.meetings.ending.set_result": "OfMeeting",
    "scrutiny.meetings.notes.confirm_note": "OfNote",
    "scrutiny.meetings.notes.correct_note": "CorrectingANote",
    "scrutiny.meetings.notes.strike_note": "OfNote",
    "scrutiny.meetings.service.add_items": MEETING,
    "scrutiny.meetings.service.change_item": MEETING,
    "scrutiny.meetings.service.change_meeting": MEETING,
    "scrutiny.meetings.service.remove_item": f"{AS_DRAWN} "
    "test_an_item_of_an_agenda_that_was_changed_meanwhile_is_not_removed",
    "scrutiny.meetings.service.start_meeting": MEETING,
    "scrutiny.missing.service.change_wording": "ChangingAWording",
    "scrutiny.notebook.service.change_note": "tests/browser/test_two_at_one_record.py "
    "test_a_private_note_that_one_browser_changed_is_not_written_over_by_the_other",
    "scrutiny.notebook.service.remove_note": f"{AS_DRAWN} "
    "test_a_private_note_that_was_changed_in_another_tab_is_not_removed",
    "feedback.because.issues.publish_issue": "PublishingAnIssue",
    "feedback.because.issues.unpublish_issue": "UnpublishingAnIssue",
    "feedback.because.notes.send_note": "SendingTheMonthlyNote",
    "feedback.comments.checking.hold_for_welfare": "tests/pages/test_checking_what_was_drawn.py "
    "test_what_changed_while_a_dialog_was_open_is_not_held",
    "feedback.comments.checking.let_stand": "tests/pages/test_checking_what_was_drawn.py "
    "test_words_that_a_writer_changed_after_they_were_drawn_are_not_published",
    "feedback.comments.checking.look_up_writer": "tests/pages/test_checking_what_was_drawn.py "
    "test_a_dialog_does_not_open_on_words_that_were_not_drawn",
    "feedback.comments.checking.send_back": "tests/pages/test_checking_what_was_drawn.py "
    "test_what_changed_while_a_dialog_was_open_is_not_sent_back",
    "feedback.comments.checking.settle_again": "LookingAgainAtAComment",
    "feedback.comments.checking.unpublish": f"{COMMENTS}test_checking.py "
    "test_of_two_people_who_decide_at_once_the_second_looks_again",
    "feedback.comments.on_behalf.renew_paper": f"{COMMENTS}test_on_behalf.py "
    "test_of_what_was_decided_on_meanwhile_no_other_paper_is_made",
    "feedback.comments.promises.settle": "SettlingAPromise",
    "feedback.comments.replies.reply": f"{AS_DRAWN} test_of_two_who_reply_the_second_sends_nothing_and_is_told",
    "feedback.comments.service.ask_to_look_again": f"{COMMENTS}test_taking_back.py "
    "test_an_act_on_an_older_version_is_refused",
    "feedback.comments.service.narrow": f"{AS_DRAWN} test_a_writer_narrows_nothing_that_was_decided_on_meanwhile",
    "feedback.comments.service.say_whether_it_answers": f"{COMMENTS}test_taking_back.py "
    "test_an_act_on_an_older_version_is_refused",
    "feedback.comments.service.withdraw": "TakingAViewBack",
    "feedback.own.service.erase_person": "tests/feedback/test_rule_10_their_data_is_theirs.py "
    "test_somebody_who_changed_meanwhile_is_not_erased_unseen",
    "feedback.ratings.service.rate": "Rating",
    "feedback.ratings.service.take_back": "TakingARatingBack",
    "feedback.space.service.choose": "ChoosingForATerm",
    "feedback.together.questions.end_meeting": "OfMeeting",
    "feedback.together.questions.take_off": "TakingAQuestionOff",
    "feedback.together.service.agree": "Agreeing",
    "feedback.together.service.submit_wording": "Replacing",
    "feedback.welfare.cover.set_contacts": f"{AS_DRAWN} test_contacts_that_another_lead_set_are_not_written_over",
    "feedback.welfare.following_up.record_contact": "RecordingAContact",
    "feedback.welfare.following_up.set_look_again": "OfWorry",
    "feedback.welfare.service.acknowledge": "Acknowledging",
    "feedback.welfare.service.close": "ClosingARecord",
    "feedback.welfare.service.give_back": "tests/feedback/test_rule_3_welfare_first.py "
    "test_two_people_at_one_record_do_not_write_over_each_other",
    "feedback.welfare.service.hand_over": "HandingOver",
}
"""Services that screens bind to a version, each with what tries it on an older one: an act of `drawn_...` in both
orders on its page, or a test."""


def test_every_service_that_screens_bind_to_a_version_is_tried_on_an_older_one():
    bound = {name for file in SCREENS for name, service in bound_services(file).items() if required_version(service)}
    assert {name.removeprefix("cscp_core.") for name in bound} == set(TRIED)


@pytest.mark.parametrize("tried", sorted(set(TRIED.values())))
def test_what_tries_it_is_there(tried):
    file, _, name = tried.rpartition(" ")
    if not file:
        assert any(type(act).__name__ == name for module in DRAWN for act in module.ACTS)
        return
    known = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    assert name in {one.name for one in known if isinstance(one, ast.FunctionDef)}
