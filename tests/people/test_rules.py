"""Rules of accounts: passwords, waiting, user names, and which roles go with an agency."""

from datetime import timedelta

import pytest

from cscp_core.errors import AccountRefused, PasswordRefused
from cscp_core.people import rules
from cscp_core.people.permissions import PEOPLE, Role
from cscp_core.people.rules import PACES, KindOfTry
from cscp_core.settings import Mode

GOOD = "lantern orbit pickle"


def test_three_unrelated_words_make_a_password():
    assert rules.check_password(GOOD, ("dee", "Dee Watson")) is None


def test_a_password_of_eleven_characters_is_too_short():
    with pytest.raises(PasswordRefused, match="at least 12"):
        rules.check_password("xq7!vz-Lm2k")


def test_a_password_of_72_bytes_is_as_long_as_one_may_be():
    assert rules.check_password((GOOD * 4)[:72]) is None


def test_a_password_of_73_bytes_is_too_long():
    with pytest.raises(PasswordRefused, match="over 72 bytes"):
        rules.check_password((GOOD * 4)[:73])


def test_a_password_is_measured_in_bytes_not_in_letters():
    with pytest.raises(PasswordRefused, match="over 72 bytes"):
        rules.check_password("é" * 37)


@pytest.mark.parametrize(
    "password", ["password1234", "qwertyuiop123", "aaaaaaaaaaaaaaaa", "123456789012", "letmeinletmein"]
)
def test_a_common_password_is_refused(password):
    with pytest.raises(PasswordRefused, match=r"^That one is easy to guess\. Use three or four unrelated words\.$"):
        rules.check_password(password)


@pytest.mark.parametrize("password", ["harbour teapot", "windmill pepper"])
def test_two_unrelated_words_are_just_hard_enough_to_guess(password):
    assert rules.check_password(password) is None


@pytest.mark.parametrize(
    "password",
    ["camdencamden1", "safeguarding2026", "safeguardingcscp", "camdencamdenq7vk", "cscpcscpqvz8", "safeguardingq7vk"],
)
def test_a_password_made_of_the_partnerships_own_words_is_refused(password):
    with pytest.raises(PasswordRefused, match=r"^That one is easy to guess\. Use three or four unrelated words\.$"):
        rules.check_password(password)


def test_a_password_made_of_the_user_name_is_refused():
    with pytest.raises(PasswordRefused, match=r"^That one is easy to guess\. Use three or four unrelated words\.$"):
        rules.check_password("zorkwelt.vash1", ("zorkwelt.vash", "Z. Vash"))


def test_the_same_password_is_good_for_somebody_of_another_name():
    assert rules.check_password("zorkwelt.vash1", ("dee", "Dee Watson")) is None


ONE_PERSON = PACES[KindOfTry.NAME_AND_NETWORK]


@pytest.mark.parametrize("failures", range(rules.FREE_TRIES))
def test_the_first_tries_wait_for_nothing(failures):
    assert ONE_PERSON.wait_after(failures) == timedelta()


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 960), (11, 1920), (12, 3600), (13, 3600), (100_000, 3600)],
)
def test_each_wrong_try_doubles_the_wait_up_to_an_hour(failures, seconds):
    assert ONE_PERSON.wait_after(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize("kind", KindOfTry)
def test_every_kind_of_try_has_a_pace_whose_waits_never_shrink(kind):
    waits = [PACES[kind].wait_after(failures) for failures in range(200)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta()
    assert waits[-1] == PACES[kind].longest_wait


def test_tries_of_others_never_shut_a_person_out_for_more_than_some_minutes():
    assert PACES[KindOfTry.ACCOUNT].longest_wait <= timedelta(minutes=5)
    assert PACES[KindOfTry.NETWORK].longest_wait <= timedelta(minutes=10)


@pytest.mark.parametrize(("minutes", "left"), [(-3, 10), (0, 10), (9.9, 10), (10, 9), (55, 5), (1000, 0)])
def test_failures_of_an_account_are_forgotten_one_by_one(minutes, left):
    assert PACES[KindOfTry.ACCOUNT].left_of(10, timedelta(minutes=minutes)) == left


def test_failures_of_one_name_from_one_network_are_not_forgotten_by_waiting():
    assert ONE_PERSON.left_of(10, timedelta(hours=20)) == 10


@pytest.mark.parametrize("username", ["dee", "d2", "young.advisor.3", "a-b_c.d", "0nine", "x" * 40])
def test_a_user_name_has_small_letters_digits_dots_dashes_and_underscores(username):
    assert rules.check_username(username) is None


@pytest.mark.parametrize(
    "username", ["", "d", "Dee", "dee watson", ".dee", "-dee", "_dee", "d\n", "dée", "x" * 41, "dee\n"]
)
def test_a_user_name_of_another_shape_is_refused(username):
    with pytest.raises(
        AccountRefused, match=r"^A user name has 2 to 40 small letters, digits, dots, dashes or underscores\.$"
    ):
        rules.check_username(username)


def test_a_statutory_partner_has_an_agency():
    assert rules.check_role(Role.PARTNER, "council") is None


@pytest.mark.parametrize("agency_id", [None, ""])
def test_a_statutory_partner_without_an_agency_is_refused(agency_id):
    with pytest.raises(AccountRefused, match=r"^Choose the agency that this statutory partner belongs to\.$"):
        rules.check_role(Role.PARTNER, agency_id)


OTHERS = sorted(PEOPLE - {Role.PARTNER})


@pytest.mark.parametrize("role", OTHERS)
def test_everybody_else_needs_no_agency(role):
    assert rules.check_role(role, None) is None


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_has_an_agency(role):
    with pytest.raises(AccountRefused, match=r"^Only a statutory partner belongs to an agency\.$"):
        rules.check_role(role, "council")


def test_nobody_signs_in_as_who_asked_a_participation_worker():
    with pytest.raises(AccountRefused, match="in the list"):
        rules.check_role(Role.YOUNG_PERSON, None)


@pytest.mark.parametrize(
    "typed", ["k7qm-2xrt-9hwd-4pcv", "K7QM 2XRT 9HWD 4PCV", " K7QM2XRT9HWD4PCV ", "k7qm–2xrt–9hwd–4pcv"]
)
def test_a_code_is_read_as_people_copy_it_from_paper(typed):
    assert rules.read_code(typed) == "K7QM2XRT9HWD4PCV"


def test_signs_that_look_alike_are_read_as_the_one_that_a_code_has():
    assert rules.read_code("oOiIlLuU") == "001111VV"
    assert set(rules.read_code("oilu")) <= set(rules.CODE_SIGNS)


def test_what_is_no_code_is_nothing():
    assert rules.read_code("--- ") == ""
    assert len(rules.read_code("A" * 5000)) <= 100


def test_a_code_stands_on_paper_in_groups_of_four():
    assert rules.print_code("K7QM2XRT9HWD4PCV") == "K7QM-2XRT-9HWD-4PCV"


def test_a_code_cannot_be_guessed():
    assert len(set(rules.CODE_SIGNS)) ** rules.CODE_LENGTH >= 2**80


def test_nobody_can_be_given_the_role_of_the_command_line():
    with pytest.raises(AccountRefused, match="one of the roles"):
        rules.check_role(Role.SYSTEM, None)


def test_only_business_manager_and_safeguarding_lead_have_deputies():
    assert {role for role in Role if rules.may_have_deputy(role)} == {Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD}


def test_an_email_address_is_kept():
    assert rules.checked_email("kim.lee@example.org") == "kim.lee@example.org"


def test_an_email_address_is_kept_in_its_usual_form():
    assert rules.checked_email("  Kim.Lee@EXAMPLE.org\n") == "Kim.Lee@example.org"


@pytest.mark.parametrize("address", ["", " ", "\n\t"])
def test_an_empty_address_stays_empty(address):
    assert rules.checked_email(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "kim",
        "kim@",
        "@example.org",
        "kim@example",
        "kim@@example.org",
        "kim lee@example.org",
        "kim@example.org, sam@example.org",
        "Kim <kim@example.org>",
        "kim@example.org\nBcc: all@example.org",
        "kim@exa mple.org",
        "x" * 250 + "@example.org",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_email_address_is_refused(address):
    with pytest.raises(AccountRefused, match="not an e-mail address"):
        rules.checked_email(address)


@pytest.mark.parametrize("mode", Mode)
def test_a_second_factor_is_needed_in_real_use_by_who_makes_accounts_or_opens_welfare_records(mode):
    needed = {Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD} if mode is Mode.LIVE else set()
    assert {role for role in Role if rules.needs_second_factor(role, mode)} == needed
