"""Review: one audit, inspection, practice review or learning event: what is strong, what is to be developed, what is
to be done, side by side."""

from collections import Counter

import streamlit as st

from cscp_core.evidence.rules import RecommendationKind, counted, in_words
from cscp_core.evidence.views import Wanted
from cscp_core.improvement import actions
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, note_first, short_forms
from pages.components.report import action_rows, passage
from pages.components.text import escaped

SIDES = (
    (RecommendationKind.STRENGTH,),
    (RecommendationKind.AREA, RecommendationKind.RECOMMENDATION),
    (RecommendationKind.ACTION,),
)
actor = gate.require(Permission.READ_REPORT)
review_id = st.query_params.get("id", "")
year = data.year(actor)
reviews = data.reviews(actor, year)
review = data.only_or_stop([one for one in reviews if one.review_id == review_id], "review")

wanted = Wanted(review_id=review_id)
found = data.ask(actions.list_actions, actor, report_id=year.report_id, wanted=wanted).page.items
note_first.show_before(actor, year, review.theme_id, *(one.told.theme_id for one in found))
heading.show(review.title, year, f"{review.kind}, section {review.section}", reader=actor)
passage.show(actor, year, "reviews", review.review_id)
st.markdown(escaped(f"Carried out by {review.body}; {review.dates or 'date not stated'}."))
if review.outcome:
    st.markdown(f"Outcome, in the inspectorate's own word: **{escaped(review.outcome)}**")
st.markdown(escaped(review.summary))
sides = [[one for one in found if one.told.kind in kinds] for kinds in SIDES]
shown = [some for some in sides if some]
for column, some in zip(st.columns(len(shown)) if shown else (), shown, strict=False):
    with column:
        number = Counter(one.told.kind for one in some)
        st.header(
            in_words(counted(number[kind], kind.label, kind.plural) for kind in RecommendationKind if number[kind])
        )
        action_rows.show_rows(some, year.report_id)
if not found:
    st.write("The report names no recommendation, strength or action from it.")
short_forms.show(actor, year, review.summary, review.title, *(one.told.text + one.told.owner for one in found))
