"""Which year of scrutiny is shown: this one, or one of the four before it."""

from datetime import date

import streamlit as st

from cscp_core.scrutiny.year.rules import ScrutinyYear, year_of
from pages.components import choices


def show(today: date, begins: str) -> ScrutinyYear:
    years = [year_of(today, begins)]
    for _ in range(4):
        years.append(year_of(date.fromordinal(years[-1].starts.toordinal() - 1), begins))
    named = choices.label_by(ScrutinyYear, lambda one: one.name)
    chosen: ScrutinyYear = st.selectbox("Year", years, format_func=named, key="year of scrutiny")
    return chosen
