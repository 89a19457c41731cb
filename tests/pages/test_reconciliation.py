"""Findings and conclusions on screen: one card for one finding, and answers that no table pushes off a phone."""

CONCLUDED = ("Is it different?", "Is that good?", "Is it changing?", "Can we tell?")


def test_eleven_checks_of_one_base_are_one_finding_with_the_others_inside(open_page):
    shown = open_page("disagree", by="scrutineer")
    written = [one.value for one in shown.markdown]
    assert any("3 disagree (13 checks)" in one for one in written)
    assert [one.label for one in shown.expander] == ["One finding, from 11 checks: see the others"]
    assert sum("the base would have to be" in one.value for one in shown.expander[0].markdown) == 10


def test_the_four_answers_of_a_measure_stand_on_its_own_page(open_page):
    shown = open_page("figure", by="scrutineer", id="figure-4.2-03")
    written = [one.value for one in shown.markdown]
    assert all(any(question in one for one in written) for question in CONCLUDED)


def test_a_reader_meets_three_findings_first_with_the_arithmetic(open_page):
    shown = open_page("disagree", by="scrutineer")
    assert [one.value for one in shown.header] == ["Look at these first", "Every other finding"]
    written = " ".join(one.value.replace("\\", "") for one in shown.markdown)
    assert "75 + 81 = 156" in written
    assert "49,275 − 45,900 = 3,375" in written
    assert "6,259 − 5,922 = 337" in written


def test_a_finding_that_comes_first_is_not_listed_again(open_page):
    shown = open_page("disagree", by="scrutineer")
    leads = [one.value for one in shown.markdown if "presenting\\-issues\\-base" in one.value]
    assert len(leads) == 1
