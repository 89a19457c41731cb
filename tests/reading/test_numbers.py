"""Which numbers of a sentence are figures, and what each is worth."""

import pytest

from cscp_core.reading.numbers import NumberKind, numbers_of

FIGURES = {
    "We saw 1,475 referrals.": [("1,475", 1475)],
    "There are 45, 900 children.": [("45, 900", 45900)],
    "It cost £1.2m and £185k.": [("£1.2m", 1_200_000), ("£185k", 185_000)],
    "£2 million was spent.": [("£2 million", 2_000_000)],
    "24.4% of them, or 12 per cent of all.": [("24.4%", 24.4), ("12 per cent", 12)],
    "1 in 4 pupils and two thirds of families.": [("1 in 4", 25), ("two thirds", 66.7)],
    "One child in five is poor.": [("One child in five", 20)],
    "More than three-quarters were girls.": [("More than three-quarters", 75)],
    "Over 2/3 of care leavers work.": [("Over 2/3", 66.7)],
    "They met 24 out of 35 questions.": [("24", 24), ("35", 35)],
    "Nearly 300 children waited.": [("Nearly 300", 300)],
    "Just over 400 plans were led by schools.": [("Just over 400", 400)],
    "Seven reviews and twenty-five audits.": [("Seven", 7), ("twenty-five", 25)],
    "It fell from 13% to only 3.5%.": [("13%", 13), ("only 3.5%", 3.5)],
    "Levels fell (-28%).": [("-28%", -28)],
    "On 31 March 2024 298 children had a plan.": [("298", 298)],
    "A rate of 48.5 per 10,000 children.": [("48.5", 48.5)],
    "2000 local professionals agreed.": [("2000", 2000)],
    "There were <5 cases.": [("<5", None)],
    "The executive met twice.": [("twice", 2)],
    "In half of the records the child was heard.": [("half", 50)],
}
NO_FIGURES = (
    "It began on 1 July 2019 and ended in March 2020.",
    "In 2019-20 and 2020/21 we met.",
    "Young people aged 14 to 18 came, and some aged 19, 20 and 21.",
    "Children under 5 and those 16-25 years old took part, as did 10-13 year old girls.",
    "Decisions were made within three working days and reviewed after 12 months.",
    "See section 47, chapter 5, table 3 and figure 2.",
    "Ring 020 7974 3317 or 01632 960123.",
    "Write to us at 12 Mill Lane, Northmoor.",
    "The Children Act 1989 and Working Together 2018 say so.",
    "It ranked 4th, and the first half went well.",
    "Covid-19 closed KS4 classes in year 10.",
    "Pupils in years 5 to 11 answered.",
    "Meetings start at 10.30am on weekdays.",
    "Those between thirteen and seventeen are most at risk.",
    "A two-page guide and a ten-point scale were made.",
    "One of them said that no one came; one another helps.",
    "It lasted more than 20 miles of road.",
)


def test_figures_are_found_with_their_value_as_printed():
    wrong = {
        text: found
        for text, wanted in FIGURES.items()
        if (found := [(one.printed, one.value) for one in numbers_of(text)]) != wanted
    }
    assert wrong == {}


def test_dates_ages_lengths_of_time_sections_telephones_and_addresses_are_no_figures():
    assert {text: found for text in NO_FIGURES if (found := [one.printed for one in numbers_of(text)])} == {}


@pytest.mark.parametrize(
    ("text", "qualifier"), [("Fewer than five fathers came.", "fewer than"), ("3 or more moves.", "or more")]
)
def test_a_qualifier_is_kept_beside_the_number(text, qualifier):
    assert [one.qualifier for one in numbers_of(text)] == [qualifier]


def test_a_share_in_words_is_told_as_one():
    assert numbers_of("1 in 4 pupils")[0].kind is NumberKind.SHARE
