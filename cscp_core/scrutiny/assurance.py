"""The scrutineer's judgement in its four words."""

from enum import StrEnum


class Assurance(StrEnum):
    """How far the scrutineer is assured. The database keeps the value."""

    ASSURED = "assured"
    PARTLY = "partly assured"
    NOT = "not assured"
    NOT_YET = "not yet judged"


GIVEN = (Assurance.ASSURED, Assurance.PARTLY, Assurance.NOT)
