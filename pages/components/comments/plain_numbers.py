"""Numbers from outside the report for Young Advisors: one at a time, in plain words, with one simple chart."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.official import charts, places, plain
from cscp_core.people.permissions import Actor
from pages.components import address, menu, note_first
from pages.components.glance import drawn
from pages.components.official import reads
from pages.components.text import escaped
from pages.components.translation import translate

HEIGHT = 260  # pixels


def show(actor: Actor, year: Year) -> None:
    code = reads.place_code(actor, year)
    known = reads.every_series(actor)
    offered = {one.series_id: one for one in plain.list_plain() if one.series_id in known} if code else {}
    st.title(translate("Numbers from outside the report"))
    if not offered:
        st.write(translate("There are none here yet."))
        return
    st.write(
        translate("The government counts some things in the same way everywhere. These numbers are not in the report.")
    )
    first = next(iter(offered))
    st.selectbox(translate("Choose a number"), list(offered), format_func=lambda one: translate(offered[one].title),
        **address.bind_widget("series", "plain number", offered, otherwise=first),
    )  # fmt: skip
    one = offered[address.read_choice(st.query_params.get("series", first), offered) or first]
    note_first.show(actor, year, one.theme_id)
    shown = reads.picture(actor, one.series_id, code, (places.ENGLAND,))
    told = " ".join(map(translate, plain.sentences(shown, reads.year_of(year))))
    st.markdown(f"**{escaped(translate(one.title))}**  \n{escaped(told)}")
    made = charts.over_time(shown, height=HEIGHT)
    drawn.draw(made.spec, made.alt, f"plain {one.series_id}")
    st.write(escaped(translate(f"Why it matters: {one.why}")))
    source = reads.release(actor, *reads.newest(actor, one.series_id))
    st.caption(escaped(translate(f"{charts.NOT_IN_REPORT}. Counted by the {source.publisher}. The line begins at 0.")))
    with st.container(horizontal=True):
        missing = {"about": "theme", "of": one.theme_id, "kind": "missing", "report": year.report_id}
        menu.link("say", "Say what you think", **missing)
        menu.link("findings", "What the report says about this", theme=one.theme_id, report=year.report_id)
