"""What a challenge, a comment, an agenda item, a private note or a search hit can be about, by kind. Pure."""

from cscp_core.labelled import Labelled


class SourceKind(Labelled):
    """The kind of an item; with an id it names one. The database keeps the value, and the empty string where something
    is about nothing in particular."""

    CLAIM = "claim", "claim"
    FIGURE = "figure", "figure"
    RECOMMENDATION = "recommendation", "recommendation"
    THEME = "theme", "theme"
    REVIEW = "review", "review"
    VOICE = "voice", "voice"
    TERM = "term", "term of the glossary"
    CHECK = "check", "check of the figures"
    RECORDED_CHALLENGE = "recorded_challenge", "challenge on record"
    """That the report tells of."""
    CHALLENGE = "challenge", "challenge", "asked"
    """That the scrutineer raises in the app."""
    QUESTION = "question", "question of young people or lay members"
    """That is asked at a meeting: first, and not for who runs the meeting to move."""
    JOINT_VIEW = "view", "joint view"
    """A wording of it, by its comment's id."""
    MEETING = "meeting", "meeting"
    AGENCY = "agency", "agency"


def kind_at(said: str, source_id: str) -> str:
    """The code of the kind that an address names. In addresses of earlier versions a challenge was "asked", and
    "challenge" was one on record: its id is no number. What names no kind stays as it is."""
    kind = SourceKind.read(said)
    if kind is SourceKind.CHALLENGE and source_id and not source_id.isdecimal():
        kind = SourceKind.RECORDED_CHALLENGE
    return kind.value if kind else said
