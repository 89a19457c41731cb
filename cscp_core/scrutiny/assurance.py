"""The scrutineer's judgement in its four words."""

from cscp_core.labelled import Labelled


class Assurance(Labelled):
    """How far the scrutineer is assured."""

    ASSURED = "assured", "assured"
    PARTLY = "partly_assured", "partly assured"
    NOT = "not_assured", "not assured"
    NOT_YET = "not_yet_judged", "no judgement yet", "not yet judged"


GIVEN = (Assurance.ASSURED, Assurance.PARTLY, Assurance.NOT)
