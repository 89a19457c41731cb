"""The second step of signing in: the code of an authenticator app, and setting that app up the first time."""

import segno
import streamlit as st

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.people import second_factor as service
from cscp_core.people.second_factor import PendingSignIn
from cscp_core.settings import settings
from pages.components.text import escaped


def who_waits(token: str) -> PendingSignIn | None:
    """Whose code is still to come in this tab."""
    if not token:
        return None
    with start.store().reading() as session:
        return service.find_pending(session, token, partnership=settings().partnership_name)


def show(token: str, waits: PendingSignIn) -> bool:
    """Asks for the code; whether it was right."""
    st.title("One more step")
    if waits.address:
        _set_up(waits)
    else:
        st.write(f"Open your authenticator app and type the code that it shows for {escaped(waits.username)}.")
    with st.form("code", clear_on_submit=True):
        code = st.text_input("Six-digit code", max_chars=7, autocomplete="one-time-code")
        pressed = st.form_submit_button("Sign in", type="primary")
    try:
        return pressed and _is_right(token, code)
    except CscpError as error:
        st.error(escaped(str(error)))
        return False


def _set_up(waits: PendingSignIn) -> None:
    st.write(
        "You can open pages that others may not, so a password is not enough. Set up an authenticator app on your "
        "phone once: scan this picture, or type the key below it. Then enter the code that the app shows."
    )
    picture = segno.make(waits.address).svg_inline(scale=5, border=4, light="white")
    st.image(picture, width=240, alt="The key below, as a picture for the app to scan.")
    st.write("The key, for typing:")
    st.code(waits.secret, language=None)


def _is_right(token: str, code: str) -> bool:
    with start.store().writing() as session:
        service.count_try(session, token)
    with start.store().writing() as session:
        service.confirm_code(session, token, code=code, settings=settings())
    return True
