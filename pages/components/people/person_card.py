"""One account, and what the business manager can do with it."""

import streamlit as st

from cscp_core.people import rules, second_factor, service
from cscp_core.people.permissions import VOICES, Actor, Role
from cscp_core.people.service import Person
from cscp_core.scrutiny.challenges import handover
from cscp_core.settings import settings
from feedback.own import service as own
from pages.components import data, doing, kept
from pages.components.people import leaving_acts, reminder_form
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
    place = f"person/{person.account_id}"
    with st.container(border=True):
        doing.watch(place, person.version)
        st.markdown(f"**{escaped(person.name)}** · {escaped(person.username)}")
        facts = [
            str(person.role),
            person.agency,
            ("answers for it" if person.answers else "drafts for it") if person.agency else "",
            _state(person),
        ]
        st.caption(escaped(" · ".join(fact for fact in facts if fact)))
        with doing.row(place):
            _acts(actor, person, place)
        if person.role is Role.YOUNG_ADVISOR and not person.disabled:
            reminder_form.show(actor, person)
        with st.expander("E-mail for notices, and agency" if person.role is Role.PARTNER else "E-mail for notices"):
            _more(actor, person, place)


def _acts(actor: Actor, person: Person, place: str) -> None:
    account_id, version = person.account_id, person.version
    resets = doing.bind(
        actor, service.reset_password, account_id=account_id, version=version, link_hours=settings().link_hours
    )
    doing.button("Reset the password", resets, place, then=lambda token: keep_link(person.username, token))
    if person.disabled:
        doing.button("Enable", doing.bind(actor, service.enable_account, account_id=account_id, version=version), place)
    elif person.role in VOICES:
        leaving_acts.opens(actor, person)
    else:
        disables = doing.bind(actor, handover.disable_person, account_id=account_id, version=version)
        doing.button("Disable", disables, place)
    if person.disabled and person.link_until:
        leaving_acts.new_link(actor, person)
    if rules.may_have_deputy(person.role):
        turns = doing.bind(actor, service.set_deputy, account_id=account_id, version=version, deputy=not person.deputy)
        doing.button("Make post holder" if person.deputy else "Make deputy", turns, place)
    if person.second_factor:
        lost = doing.bind(actor, second_factor.reset_factor, account_id=account_id, version=version)
        told = "Their phone is lost: the next sign-in sets up a new one."
        doing.button("Reset the second factor", lost, place, help=told)
    if person.role in VOICES and person.name != "Erased":
        doing.opens("Erase", place, version, _erase, actor, person, place)


@st.dialog("Erase this person")
def _erase(actor: Actor, person: Person, place: str) -> None:
    st.markdown(f"**{escaped(person.name)}** · {escaped(person.username)}")
    st.write("This erases their account, everything they wrote, and their agreement to joint views.")
    st.write(
        "It does not erase the safeguarding lead's own records, what was printed or saved, or the entry in the trail "
        "that somebody was erased."
    )
    st.write(data.after_withdrawal())
    erases = doing.bind(actor, own.erase_person, account_id=person.account_id, version=person.version)
    doing.button("Erase for good", erases, place, type="primary")


def _more(actor: Actor, person: Person, place: str) -> None:
    """What stands in a field that nobody touched follows the account, so that no act brings back what was there."""
    account_id, version = person.account_id, person.version
    notices, post = f"{place} notices", f"{place} post"
    email = kept.choice_key(notices, "email", person.email)
    typed = st.text_input("E-mail for notices, which hold no content", key=email, max_chars=200)
    if typed != person.email:
        st.caption(escaped(f"It says now: {person.email or 'no address'}"))
    keeps = doing.bind(actor, service.set_email, account_id=account_id, version=version, email=doing.text(email))
    doing.button("Save the address", keeps, notices, also=[place])
    if person.role is Role.PARTNER:
        agencies = data.ask(service.list_agencies, actor)
        names = list(agencies)
        agency = kept.choice_key(post, "agency", person.agency_id if person.agency_id in agencies else None)
        answers = kept.choice_key(post, "answers", person.answers)
        st.selectbox("Agency", names, None, format_func=lambda one: agencies[one], key=agency)
        st.checkbox("Answers for the agency", key=answers)
        moves = doing.bind(
            actor, handover.move_person, account_id=account_id, version=version, agency_id=doing.text(agency),
            answers=doing.field(answers, bool),
        )  # fmt: skip
        doing.button("Move", moves, post, also=[place])


def _state(person: Person) -> str:
    words = ["deputy"] if person.deputy else []
    if person.disabled:
        link = f", can use their link until {person.link_until:%-d %B %Y}" if person.link_until else ""
        words.append(f"disabled{link}")
    elif not person.has_password:
        words.append("has not chosen a password yet")
    elif person.last_sign_in_at:
        words.append(f"last signed in {person.last_sign_in_at:%-d %B %Y}")
    if person.wrong_tries:
        words.append("many wrong passwords")
    return ", ".join(words)
