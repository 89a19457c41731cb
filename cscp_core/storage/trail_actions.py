"""What the trail may say that somebody did: a closed list for each room, of codes and their labels.

The lists are below the rooms because the trail is read for all rooms at once. A code is never changed or given another
meaning, since rows stay as they are. When a label is reworded, the earlier words follow the new ones: older rows hold
them.
"""

from types import MappingProxyType

from cscp_core.labelled import Labelled


class TrailAction(Labelled):
    """What was done, in the plain past tense: the one thing that `trail.record` takes as an action."""


class AccountsAction(TrailAction):
    ADDED = "account_added", "added an account"
    DISABLED = "account_disabled", "disabled an account"
    ENABLED = "account_enabled", "enabled an account"
    MOVED = "account_moved", "moved an account"
    DEPUTY_CHANGED = "deputy_changed", "changed who is deputy", "changed who deputises"
    ADDRESS_CHANGED = "notice_address_changed", "changed the address for notices", "changed where notices go"
    EMAIL_CHOSEN = "weekly_email_chosen", "changed the weekly e-mail setting", "chose the weekly e-mail"
    REMINDER_SET = "talk_reminder_set", "set a reminder to talk with somebody"
    REMINDER_REMOVED = (
        "talk_reminder_removed",
        "removed a reminder to talk with somebody",
        "finished a reminder to talk with somebody",
    )
    LINK_MADE = "leaving_link_made", "made a link for somebody who left"
    WORDS_CHOICE_SAVED = (
        "words_choice_saved",
        "chose what happens to their words",
        "chose what becomes of their words",
    )
    DEMONSTRATION_ADDED = "demo_accounts_added", "added the demonstration's accounts"
    DEMONSTRATION_RESTORED = "demo_accounts_restored", "restored the demonstration's accounts"


class SignInAction(TrailAction):
    SIGNED_IN = "signed_in", "signed in"
    SIGNED_OUT = "signed_out", "signed out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", "signed out everywhere"
    PASSWORD_CHANGED = "password_changed", "changed the password"
    PASSWORD_SET = "password_set", "set a password by one-time link", "chose a password by one-time link"
    PASSWORD_RESET = "password_reset", "reset a password"
    FACTOR_VIEWED = (
        "second_factor_viewed",
        "viewed the key of a second factor",
        "was shown the key of a second factor",
    )
    FACTOR_SET_UP = "second_factor_set_up", "set up a second factor"
    FACTOR_RESET = "second_factor_reset", "reset a second factor"


class ReportsAction(TrailAction):
    LOADED = "report_loaded", "loaded a report"
    LOAD_UNDONE = "report_load_undone", "undid a load of a report", "undid a load"
    ROW_CORRECTED = "report_row_corrected", "corrected a row of a report"
    DRAFT_TRIED = "report_draft_tried", "tried a draft of a report", "tried what was confirmed of a report"


class DraftsAction(TrailAction):
    BEGUN = "draft_begun", "read a file into a draft", "began to read a report"
    SECTION_TAKEN = "draft_section_taken", "took a section of a draft", "took a section of a reading"
    ROW_KEPT = "draft_row_kept", "kept a drafted row", "drafted rows: kept"
    ROW_DISCARDED = "draft_row_discarded", "discarded a drafted row", "drafted rows: not this"
    ROW_CHANGED = "draft_row_changed", "changed a drafted row", "drafted rows: changed"
    ROW_SPLIT = "draft_row_split", "split a drafted row", "drafted rows: split"
    ROWS_JOINED = "draft_rows_joined", "joined drafted rows", "drafted rows: joined"
    ROWS_KEPT = "draft_rows_kept", "kept drafted rows together", "drafted rows: kept together"
    UNDONE = "draft_decision_undone", "undid a decision on drafted rows", "undid an act on drafted rows"
    FINISHED = "draft_finished", "opened a drafted report to everybody", "finished reading a report"
    DELETED = "draft_deleted", "deleted a draft of a report", "gave up reading a report"


class OfficialAction(TrailAction):
    LOADED = "official_loaded", "loaded official statistics"
    LOAD_UNDONE = "official_load_undone", "undid a load of official statistics"
    COMPARISON_CHANGED = (
        "comparison_changed",
        "changed the comparison of a figure",
        "said what a figure may be compared with",
    )
    COMPARISONS_LOADED = "comparisons_loaded", "loaded comparisons with official series"


class ProgressAction(TrailAction):
    ASSIGNED = "action_assigned", "assigned an action", "placed an action"
    PROGRESS_RECORDED = "action_progress_recorded", "recorded progress on an action", "updated an action"
    RECHECKED = "action_rechecked", "re-checked an action"


class ChecksAction(TrailAction):
    EXPLAINED = "check_explained", "marked a check as explained"
    EXPLANATION_REMOVED = "explanation_removed", "removed an explanation", "took an explanation back"


class GradesAction(TrailAction):
    GRADED = "claim_graded", "graded a claim"
    CONFIRMED = "grades_confirmed", "confirmed grades"
    UNDONE = "grades_undone", "undid a confirmation of grades", "took grades back"


class QuestionsAction(TrailAction):
    WORDING_CHANGED = "question_wording_changed", "changed the wording of a question"


class JudgementsAction(TrailAction):
    JUDGED = "theme_judged", "judged a theme"


class NotebookAction(TrailAction):
    SAVED = "private_note_saved", "saved a private note", "wrote in the private notebook"
    REMOVED = "private_note_removed", "removed a private note"


class ChallengesAction(TrailAction):
    DRAFTED = "challenge_drafted", "drafted a challenge"
    DRAFT_CHANGED = "challenge_draft_changed", "changed a draft of a challenge", "changed a draft"
    RAISED = "challenge_raised", "raised a challenge"
    AGENCY_REMINDED = "agency_reminded", "reminded an agency"
    ANSWER_DRAFTED = "answer_drafted", "drafted an answer"
    ANSWERED = "challenge_answered", "answered a challenge"
    SCRUTINEER_ASKED = "scrutineer_asked", "asked the scrutineer about a challenge", "asked back"
    AGENCY_REPLIED_TO = "agency_replied_to", "replied to an agency"
    ANSWER_RATED = "answer_rated", "rated an answer"
    CHALLENGED_FURTHER = "challenged_further", "challenged further"
    ESCALATED = "challenge_escalated", "escalated a challenge"
    WITHDRAWN = "challenge_withdrawn", "withdrew a challenge"
    CLOSED = "challenge_closed", "closed a challenge"
    RECHECKED = "challenge_rechecked", "re-checked a challenge"
    SHOWN = (
        "challenge_shown",
        "showed a challenge to young people and lay members",
        "opened a challenge to young people",
    )
    HIDDEN = (
        "challenge_hidden",
        "hid a challenge from young people and lay members",
        "closed a challenge to young people",
    )


class MeetingsAction(TrailAction):
    PLANNED = "meeting_planned", "planned a meeting"
    CHANGED = "meeting_changed", "changed a meeting"
    AGENDA_ADDED_TO = "agenda_added_to", "added to an agenda"
    AGENDA_CHANGED = "agenda_changed", "changed an agenda"
    ITEM_REMOVED = "agenda_item_removed", "removed an item from an agenda", "took an item off an agenda"
    OPENED = "meeting_opened", "opened a meeting"
    ADJOURNED = "meeting_adjourned", "adjourned a meeting"
    RESUMED = "meeting_resumed", "resumed a meeting"
    ENDED = "meeting_ended", "ended a meeting"
    RESULT_RECORDED = "item_result_recorded", "recorded the result of an item", "said what came of an item"
    NOTED = "meeting_noted", "recorded a note in a meeting", "noted in a meeting"
    NOTE_CONFIRMED = "meeting_note_confirmed", "confirmed a note"
    NOTE_CORRECTED = "meeting_note_corrected", "corrected a note"
    NOTE_STRUCK_OUT = "meeting_note_struck_out", "struck out a note"


class YearAction(TrailAction):
    CHECK_ASKED = "year_check_asked", "asked agencies to check the year"
    CHECKED = "year_checked", "checked the year"


class CommentsAction(TrailAction):
    DRAFTED = "comment_drafted", "drafted a comment", "saved a draft of a comment"
    SENT = "comment_sent", "sent a comment"
    MODERATED = "comment_moderated", "moderated a comment", "decided on a comment"
    READERS_CHANGED = "comment_readers_changed", "changed who reads a comment", "narrowed who reads a comment"
    WITHDRAWN = "comment_withdrawn", "withdrew a comment", "took a comment back"
    REVIEW_ASKED = (
        "comment_review_asked",
        "asked the scrutineer to look again at a comment",
        "asked to look again at a comment",
    )
    KEPT_UNPUBLISHED = "comment_kept_unpublished", "kept a comment unpublished", "left a comment sent back"
    WRITER_LOOKED_UP = "comment_writer_looked_up", "looked up who wrote a comment"
    WRITTEN_DOWN = "comment_written_down", "wrote a comment down for somebody"
    PAPER_RENEWED = "comment_paper_renewed", "made another paper for somebody"
    REPLIED_TO = "comment_replied_to", "replied to a comment"
    REPLY_RATED = "comment_reply_rated", "rated a reply to a comment", "said whether a reply answers"
    PROMISE_SETTLED = "promise_settled", "settled a promise"
    PROMISE_LATE = "promise_late", "marked a promise as late", "noted that a promise is late"


class WelfareAction(TrailAction):
    ACKNOWLEDGED = "worry_acknowledged", "acknowledged a worry"
    CONTACT_RECORDED = "worry_contact_recorded", "recorded a contact about a worry"
    REVIEW_SET = "worry_review_set", "set a day to look again at a worry", "set when to look again at a worry"
    REVIEWS_REMINDED_OF = (
        "worry_reviews_reminded_of",
        "reminded the lead to look again at worries",
        "told of days to look again at worries",
    )
    HANDED_OVER = "worry_handed_over", "handed a worry over"
    RETURNED = "worry_returned", "returned a comment to be checked", "gave a comment back to be checked"
    CLOSED = "worry_closed", "closed a worry"
    DOWNLOADED = "worry_downloaded", "downloaded the record of a worry", "took a worry out as a file"
    NOTICES_ESCALATED = (
        "welfare_notices_escalated",
        "escalated unread welfare notices",
        "passed on welfare notices that nobody opened",
    )
    ABSENCE_ADDED = "absence_added", "added an absence", "said when they are away"
    ABSENCE_CANCELLED = "absence_cancelled", "cancelled an absence", "took an absence back"
    CONTACTS_CHANGED = "welfare_contacts_changed", "changed the contacts"


class TogetherAction(TrailAction):
    WORDING_SENT = (
        "joint_wording_sent",
        "proposed words for a joint view",
        "wrote for a joint view",
        "changed a joint view",
    )
    AGREED = "joint_view_agreed", "agreed to a joint view"
    AGREEMENT_WITHDRAWN = (
        "joint_view_agreement_withdrawn",
        "withdrew agreement to a joint view",
        "took agreement to a joint view back",
    )
    QUESTION_REMOVED = "question_removed", "removed a question from the list", "took a question out of the line"
    ASKING_OFFERED = "asking_offered", "offered to ask an item of an agenda", "wants to ask an item of an agenda"
    ASKING_WITHDRAWN = (
        "asking_withdrawn",
        "withdrew an offer to ask an item of an agenda",
        "took back what they want to ask",
    )
    PICKED = "finding_picked", "picked a finding of the month"
    PICK_WITHDRAWN = (
        "finding_pick_withdrawn",
        "withdrew a pick of the finding of the month",
        "took a pick of the finding of the month back",
    )
    PICK_RECORDED = "finding_pick_recorded", "recorded the finding of the month for Young Advisors"


class BecauseAction(TrailAction):
    PUBLISHED = "issue_published", "published an issue of Because of you"
    UNPUBLISHED = "issue_unpublished", "unpublished an issue of Because of you", "took an issue down"
    NOTE_SENT = "advisors_note_sent", "sent a note to Young Advisors"


class RatingsAction(TrailAction):
    RATED = "meeting_rated", "rated a meeting"
    WITHDRAWN = "meeting_rating_withdrawn", "withdrew a rating of a meeting", "took back how a meeting was"


class SpaceAction(TrailAction):
    TERM_CHOSEN = "term_choice_saved", "chose something for a term"
    REMINDER_CHOSEN = "reminder_chosen", "chose a reminder"


class OwnDataAction(TrailAction):
    WITHDRAWN = "everything_withdrawn", "withdrew everything", "took everything back"
    WITHDRAWALS_REPEATED = (
        "withdrawals_repeated",
        "repeated withdrawals on a restored copy",
        "took back again what was taken back before",
    )
    ERASED = "person_erased", "erased a person"
    EXPIRED_DELETED = (
        "expired_deleted",
        "deleted what is past its retention period",
        "deleted what was kept long enough",
    )


class DemonstrationAction(TrailAction):
    MADE = "demonstration_made", "made the demonstration"
    EMPTIED = "demonstration_emptied", "emptied the demonstration"


ROOMS = tuple(TrailAction.__subclasses__())
ACTIONS = MappingProxyType({word: one for room in ROOMS for one in room for word in one.written})
"""Each action by all that may stand for it in a row: its code, its label and its earlier words."""


def describe_action(stored: str) -> str:
    """An action as it is shown: the label of a code; words of earlier rows as they are."""
    action = ACTIONS.get(stored)
    return action.label if action is not None and action == stored else stored


def written_for(asked: str) -> tuple[str, ...]:
    """All that may stand in a row for the action that a code, a label or an earlier wording asks for."""
    action = ACTIONS.get(asked)
    return (asked,) if action is None else action.written
