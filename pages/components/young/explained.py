"""Three small drawings that explain numbers. The numbers in them are made up, and say so."""

import random
from html import escape

import streamlit as st

from pages.components.translation import translate

TOSSES, TIMES = 10, 5
SEED = 7  # the same tosses for everybody


def show_one_in_four() -> None:
    st.html(_people(4, 1) + _people(4, 1) + _people(4, 1))
    st.write(translate("1 in 4 means: of every four people, one. Of twelve people it is three. It is the same as 25%."))
    st.write(
        translate(
            "Always ask: **out of how many?** 1 in 4 of four people is one person. Of four hundred it is a hundred."
        )
    )


def show_rate() -> None:
    small, big = translate("A small town: 3 of 10"), translate("A big town: 4 of 20")
    st.html(
        f'<div class="towns"><div>{_people(10, 3)}<p>{escape(small)}</p></div>'
        f"<div>{_people(20, 4)}<p>{escape(big)}</p></div></div>"
    )
    st.write(
        translate(
            "The big town has more: 4, not 3. But of every ten people, the small town has 3 and the big town only 2."
        )
    )
    st.write(
        translate(
            "A rate makes it fair. It says how many there are for each ten, each hundred or each ten thousand people."
        )
    )


def show_chance() -> None:
    rows = "".join(
        f"<div>{_people(TOSSES, heads)}<p>{escape(translate(f'{heads} heads'))}</p></div>" for heads in tosses()
    )
    st.html(f'<div class="towns">{rows}</div>')
    st.write(
        translate(
            f"Somebody tossed a coin {TOSSES} times, and did that {TIMES} times. The coin never changed. "
            "The number did."
        )
    )
    st.write(
        translate(
            "Small numbers go up and down like this by themselves. So a small change may be **chance** and nothing "
            "more."
        )
    )
    st.caption(translate("These numbers are made up."))


def tosses() -> list[int]:
    """How often heads came in each row of tosses."""
    coin = random.Random(SEED)  # noqa: S311  a drawing, no secret
    return [sum(coin.random() < 1 / 2 for _ in range(TOSSES)) for _ in range(TIMES)]


def _people(number: int, full: int) -> str:
    people = "".join(
        f'<span class="picture person" style="--full: {100 if place < full else 0}%"></span>' for place in range(number)
    )
    said = escape(translate(f"{full} of {number}"), quote=True)
    return f'<div class="ten"><span role="img" aria-label="{said}">{people}</span></div>'
