"""A share as ten people, and in the words that people use: how full each of the ten is, and "nearly 7 in 10". Pure."""

TEN = 10


def fill_of_ten(percent: float) -> tuple[int, ...]:
    """How full each of ten people is, in whole per cent: of 68% six are full, the seventh 80%, the rest empty."""
    return tuple(round(max(0.0, min(100.0, TEN * percent - 100 * place))) for place in range(TEN))


def share_in_words(percent: float) -> str:
    """A share from 0 to 100 in words: exact where it says "7 in 10", else on which side, and by the hundred at both
    ends, where tens tell too little."""
    if percent in (0, 100):
        return "all" if percent else "none"
    if percent < TEN or percent > 100 - TEN:
        exact = percent == round(percent)
        return f"{'' if exact else 'about '}{round(percent)} in 100" if percent >= 1 else "fewer than 1 in 100"
    whole, rest = divmod(percent, TEN)
    if rest == 0:
        return f"{whole:.0f} in 10"
    if rest <= 3:
        return f"a bit more than {whole:.0f} in 10"
    if rest >= 7:
        return f"nearly {whole + 1:.0f} in 10"
    return f"between {whole:.0f} and {whole + 1:.0f} in 10"
