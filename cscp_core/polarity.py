"""Which way is better: a word of measures in reports and of official series alike."""

from cscp_core.labelled import Labelled


class Polarity(Labelled):
    HIGHER = "higher", "higher is better"
    LOWER = "lower", "lower is better"
    NONE = "none", "no judgement"

    @property
    def answer(self) -> str:
        """The answer to *Which way is better?*."""
        return "neither" if self is Polarity.NONE else self.value
