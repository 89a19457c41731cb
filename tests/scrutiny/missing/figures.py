"""Figures that several tests ask what is missing of: counts, and shares of them."""

from dataclasses import replace

from tests.builders import make_figure

IN_CARE = make_figure(
    figure_id="care", indicator_id="care", indicator="Looked after children", value=190.0, as_printed="190",
    section="4.3",
)  # fmt: skip
NEAR_HOME = replace(
    IN_CARE, figure_id="near", indicator_id="near", indicator="Looked after children placed near home", unit="%",
    value=90.0, as_printed="90%", section="5.1",
)  # fmt: skip
CONTACTS = make_figure(
    figure_id="contacts", indicator_id="contacts", indicator="Contacts to the front door", value=6259.0,
    unit="contacts", as_printed="6,259", section="2.3",
)  # fmt: skip
COUNT = replace(
    CONTACTS, figure_id="count", indicator_id="issue-count", indicator="Issue at contact, number of contacts",
    category="Neglect", value=265.0, as_printed="265",
)  # fmt: skip
SHARE = replace(
    COUNT, figure_id="share", indicator_id="issue-share", indicator="Issue at contact, share of contacts", value=4.5,
    unit="%", as_printed="4.5%",
)  # fmt: skip
