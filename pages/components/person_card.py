"""One account, and what the business manager can do with it."""

import streamlit as st

from cscp_core.people import rules, second_factor, service
from cscp_core.people.permissions import VOICES, Actor, Role
from cscp_core.people.service import Person
from cscp_core.scrutiny.challenges import handover
from cscp_core.settings import settings
from feedback.own import service as own
from pages.components import data, leaving_acts, reminder_form
from pages.components.text import escaped

NEW_LINK = "new one-time link"


def keep_link(username: str, token: str) -> None:
    """Keeps a fresh link in this tab until the next run has shown it."""
    st.session_state[NEW_LINK] = (username, f"{settings().public_address}/welcome?token={token}")


def show_new_link() -> None:
    """The link just made, once. It is kept nowhere: the database has only its hash."""
    username, link = st.session_state.pop(NEW_LINK, ("", ""))
    if link:
        st.success(f"Give this link to {escaped(username)} in person or by a safe channel. It works once.")
        st.code(link, language=None)


def show(actor: Actor, person: Person) -> None:
    with st.container(border=True):
        st.markdown(f"**{escaped(person.name)}** · {escaped(person.username)}")
        facts = [
            str(person.role),
            person.agency,
            ("answers for it" if person.answers else "drafts for it") if person.agency else "",
            _state(person),
        ]
        st.caption(escaped(" · ".join(fact for fact in facts if fact)))
        about = {"account_id": person.account_id, "version": person.version}
        with st.container(horizontal=True):
            if st.button("Reset the password", key=f"reset {person.account_id}"):
                token = data.change(service.reset_password, actor, **about, link_hours=settings().link_hours)
                if token:
                    keep_link(person.username, token)
                    st.rerun()
            if person.role in VOICES and not person.disabled:
                leaving_acts.opens(actor, person)
            else:
                word, change = ("Enable", service.enable) if person.disabled else ("Disable", handover.disable_person)
                if st.button(word, key=f"disable {person.account_id}") and data.change(change, actor, **about):
                    st.rerun()
            if person.disabled and person.link_until:
                leaving_acts.new_link(actor, person)
            if rules.may_have_deputy(person.role):
                turned = "Make holder" if person.deputy else "Make deputy"
                if st.button(turned, key=f"deputy {person.account_id}") and data.change(
                    service.set_deputy, actor, **about, deputy=not person.deputy
                ):
                    st.rerun()
            if (
                person.second_factor
                and st.button(
                    "Reset the second factor",
                    key=f"factor {person.account_id}",
                    help="Their telephone is lost: the next sign-in sets up another.",
                )
                and data.change(second_factor.reset, actor, **about)
            ):
                st.rerun()
            erasable = person.role in VOICES and person.name != "Erased"
            if erasable and st.button("Erase", key=f"erase {person.account_id}"):
                _erase(actor, person)

        if person.role is Role.YOUNG_ADVISOR and not person.disabled:
            reminder_form.show(actor, person)
        with st.expander("Where notices go, and for a partner its agency"):
            _more(actor, person)


@st.dialog("Erase this person")
def _erase(actor: Actor, person: Person) -> None:
    st.markdown(f"**{escaped(person.name)}** · {escaped(person.username)}")
    st.write("Goes: their account, everything they wrote, and their agreement to views together.")
    st.write("Stays: the safeguarding lead's own records, what was printed or saved, and that somebody was erased.")
    st.write(data.after_withdrawal())
    about = {"account_id": person.account_id, "version": person.version}
    if st.button("Erase for good", type="primary") and data.change(own.erase_person, actor, **about):
        st.rerun()


def _more(actor: Actor, person: Person) -> None:
    about = {"account_id": person.account_id, "version": person.version}
    email = st.text_input(
        "E-mail for notices, which hold no content", person.email, key=f"email {person.account_id}", max_chars=200
    )
    if st.button("Keep the address", key=f"keep email {person.account_id}") and data.change(
        service.set_email, actor, **about, email=email
    ):
        st.rerun()
    if person.role is Role.PARTNER:
        agencies = data.ask(service.list_agencies, actor)
        names = list(agencies)
        at = names.index(person.agency_id) if person.agency_id in agencies else None
        agency = st.selectbox(
            "Agency", names, at, format_func=lambda one: agencies[one], key=f"agency {person.account_id}"
        )
        answers = st.checkbox("Answers for the agency", person.answers, key=f"answers {person.account_id}")
        if st.button("Move", key=f"move {person.account_id}") and data.change(
            handover.move_person, actor, **about, agency_id=agency or "", answers=answers
        ):
            st.rerun()


def _state(person: Person) -> str:
    words = ["deputy"] if person.deputy else []
    if person.disabled:
        link = f", may come by a link until {person.link_until:%-d %B %Y}" if person.link_until else ""
        words.append(f"disabled{link}")
    elif not person.has_password:
        words.append("has not chosen a password yet")
    elif person.last_sign_in_at:
        words.append(f"last signed in {person.last_sign_in_at:%-d %B %Y}")
    if person.wrong_tries:
        words.append("many wrong tries at the password")
    return ", ".join(words)
