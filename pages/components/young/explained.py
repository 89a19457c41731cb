"""Three small drawings that explain numbers. The numbers in them are made up, and say so."""

import random

import streamlit as st

TOSSES, TIMES = 10, 5
SEED = 7  # the same tosses for everybody


def show_one_in_four() -> None:
    st.html(_people(4, 1) + _people(4, 1) + _people(4, 1))
    st.write("1 in 4 means: of every four people, one. Of twelve people it is three. It is the same as 25%.")
    st.write("Always ask: **out of how many?** 1 in 4 of four people is one person. Of four hundred it is a hundred.")


def show_rate() -> None:
    st.html(
        f'<div class="towns"><div>{_people(10, 3)}<p>A small town: 3 of 10</p></div>'
        f"<div>{_people(20, 4)}<p>A big town: 4 of 20</p></div></div>"
    )
    st.write("The big town has more: 4, not 3. But of every ten people, the small town has 3 and the big town only 2.")
    st.write("A rate makes it fair. It says how many there are for each ten, each hundred or each ten thousand people.")


def show_chance() -> None:
    rows = "".join(f"<div>{_people(TOSSES, heads)}<p>{heads} heads</p></div>" for heads in tosses())
    st.html(f'<div class="towns">{rows}</div>')
    st.write(
        f"Somebody tossed a coin {TOSSES} times, and did that {TIMES} times. The coin never changed. The number did."
    )
    st.write(
        "Small numbers go up and down like this by themselves. So a small change may be **chance** and nothing more."
    )
    st.caption("These numbers are made up.")


def tosses() -> list[int]:
    """How often heads came in each row of tosses."""
    coin = random.Random(SEED)  # noqa: S311  a drawing, no secret
    return [sum(coin.random() < 1 / 2 for _ in range(TOSSES)) for _ in range(TIMES)]


def _people(number: int, full: int) -> str:
    people = "".join(
        f'<span class="picture person" style="--full: {100 if place < full else 0}%"></span>' for place in range(number)
    )
    return f'<div class="ten"><span role="img" aria-label="{full} of {number}">{people}</span></div>'
