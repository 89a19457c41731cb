"""The scrutineer's way through the app, with a mouse and with a keyboard alone."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import settled, sign_in
from tests.browser.server import running

pytestmark = pytest.mark.browser


def test_a_deep_link_signs_in_leads_to_claim_figure_and_recommendation_and_a_copied_cookie_ends_with_sign_out(
    browser, server
):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/theme?theme=neglect&tab=Claims")
    settled(page)
    sign_in(page, "scrutineer")
    expect(page.locator("h1")).to_have_text("Neglect")
    assert "theme=neglect" in page.url

    page.get_by_role("link", name="Neglect was a presenting issue in 4.5%").click()
    expect(page.locator("h1")).to_have_text("Claim 3.4-04")
    page.get_by_role("link", name="Presenting issue at contact, share of contacts: Neglect").first.click()
    figure = page
    expect(figure.get_by_text("figure-3.4-02, section 3.4")).to_be_visible()
    expect(figure.locator("[data-testid='stMetricValue']")).to_have_text("4.5%")

    figure.goto(f"{server.address}/theme?theme=neglect&tab=actions")
    settled(figure)
    figure.get_by_role("link", name="Change the social work assessment form").click()
    expect(figure.locator("h1")).to_have_text("Recommendation")

    figure.get_by_label("Search the report").fill("missing children")
    figure.get_by_label("Search the report").press("Enter")
    expect(figure.locator("h1")).to_have_text("Search")
    expect(figure.get_by_test_id("stMain")).to_contain_text("3.1.8")

    copied = [cookie for cookie in context.cookies() if cookie["name"] == "cscp_session"]
    assert copied
    figure.get_by_role("button", name="Sign out", exact=True).click()
    expect(figure.get_by_text("You are signed out.")).to_be_visible()

    thief = browser.new_context()
    thief.add_cookies(copied)
    other = thief.new_page()
    other.goto(f"{server.address}/theme?theme=neglect")
    expect(other.get_by_label("User name")).to_be_visible()
    expect(other.get_by_text("What they say")).to_have_count(0)
    thief.close()
    context.close()


@pytest.mark.nightly
def test_the_app_can_be_used_by_keyboard_alone(browser, server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/")
    settled(page)
    tab_to(page, "User name")
    page.keyboard.type("scrutineer")
    tab_to(page, "Password")
    page.keyboard.type("safe-thriving-heard")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("My desk")
    settled(page)
    tab_to(page, "Priorities", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Priorities")
    settled(page)
    tab_to(page, "Neglect")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Neglect")
    settled(page)
    tab_to(page, "At a glance")
    for part in ("Claims", "Measures"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(":focus")).to_contain_text(part)
        settled(page)  # an arrow opens the tab that it comes to
    page.keyboard.press("Enter")
    expect(page.get_by_text("with nothing to compare")).to_be_visible()
    tab_to(page, "Search the report", backwards=True)
    page.keyboard.type("Graded Care Profile")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Search")
    settled(page)
    tab_to(page, "Sign out", backwards=True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    context.close()


NAME_OF_FOCUS = """() => {
  const e = document.activeElement;
  return (e.getAttribute('aria-label') || e.innerText || '').trim();
}"""
FOCUS_IS_SEEN = """() => {
  for (let e = document.activeElement, up = 0; e && up < 4; e = e.parentElement, up++) {
    const s = getComputedStyle(e);
    if (s.outlineStyle !== 'none' || s.boxShadow !== 'none' || s.borderTopStyle !== 'none') return true;
  }
  return false;
}"""


def tab_to(page, name, *, backwards=False, most=200):
    """Presses Tab until the focus is on what has this name, and fails where the keyboard never gets there."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate(NAME_OF_FOCUS) == name:
            assert page.evaluate(FOCUS_IS_SEEN), f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"The keyboard never reaches {name!r}.")


def test_the_scrutineer_confirms_a_grade_and_changes_another_with_a_reason(look):
    page = look("/claim?id=claim-3.4-01", "scrutineer")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("(confirmed)").first).to_be_visible()

    page = look("/claim?id=claim-3.4-02", "scrutineer")
    page.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Outcome", exact=True).click()
    dialog.get_by_role("button", name="Record this grade").click()
    expect(dialog.get_by_text("Say in a sentence why")).to_be_visible()
    dialog.get_by_label("Why? A sentence for the record.").fill("Two audits agree <b>on it</b>.")
    dialog.get_by_role("button", name="Record this grade").click()
    expect(page.get_by_text("How far: Outcome · how we know: said (confirmed)")).to_be_visible()
    expect(page.get_by_text("Two audits agree <b>on it</b>.").first).to_be_visible()


def test_confirming_a_grade_in_the_list_draws_the_list_again_and_not_the_page(tab, server):
    page, sent = tab("scrutineer"), []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(f"{server.address}/theme?theme=child-protection&tab=claims")
    confirms = settled(page).get_by_role("button", name="Confirm", exact=True)
    before = confirms.count()
    sent.clear()
    confirms.first.click()
    expect(confirms).to_have_count(before - 1)
    runs = [message.rerun_script for message in map(BackMsg.FromString, sent) if message.HasField("rerun_script")]
    assert len(runs) >= 1
    assert all(one.fragment_id for one in runs)


@pytest.mark.nightly
def test_a_partner_sees_grades_and_no_way_to_change_them(visit):
    page = visit("/claim?id=claim-3.4-03", "police.partner")
    expect(page.get_by_text("how we know").first).to_be_visible()
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)
    expect(page.get_by_role("button", name="Change")).to_have_count(0)


@pytest.mark.nightly
def test_the_business_manager_adds_somebody_whose_one_time_link_works_once(visit, browser, server):
    page = visit("/people", "business.manager")
    page.get_by_role("button", name="Add a person").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("User name").fill("new.lay.member")
    dialog.get_by_label("Name or post, as colleagues know it").fill("A new lay member")
    dialog.get_by_role("button", name="Add").click()
    link = page.locator("[data-testid='stCode'] code").inner_text().strip()
    assert "/welcome?token=" in link
    path = link[link.index("/welcome") :]

    guest = visit(path)
    guest.get_by_label("New password", exact=True).fill("password1234")
    guest.get_by_label("New password again").fill("password1234")
    guest.get_by_role("button", name="Set password").click()
    expect(guest.get_by_text("easy to guess")).to_be_visible()
    guest.get_by_label("New password", exact=True).fill("walnut tram cello orbit")
    guest.get_by_label("New password again").fill("walnut tram cello orbit")
    guest.get_by_role("button", name="Set password").click()
    expect(guest.get_by_text("Your password is set.")).to_be_visible()

    again = visit(path)
    expect(again.get_by_text("has been used or has expired")).to_be_visible()
    again.goto(server.address + "/")
    settled(again)
    sign_in(again, "new.lay.member", "walnut tram cello orbit")
    expect(again.get_by_text("A new lay member").first).to_be_visible()


@pytest.mark.nightly
def test_changing_the_password_signs_every_device_out(tmp_path, loaded, visit):
    with running(tmp_path / "var", loaded) as own:
        elsewhere = visit("/priorities", "lay.member", on=own)
        page = visit("/password", "lay.member", on=own)
        page.get_by_label("Current password").fill("safe-thriving-heard")
        page.get_by_label("New password", exact=True).fill("walnut tram cello orbit")
        page.get_by_label("New password again").fill("walnut tram cello orbit")
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_text("Your password is changed")).to_be_visible()
        for tab in (page, elsewhere):
            tab.reload()
            expect(tab.get_by_label("User name")).to_be_visible()
        sign_in(page, "lay.member", "walnut tram cello orbit")
        expect(page.get_by_label("User name")).to_have_count(0)


def test_leave_now_signs_a_young_advisor_out_and_help_is_on_every_screen(visit, server):
    page = visit("/glossary", "young.advisor")
    page.get_by_role("button", name="Get help").click()
    expect(page.get_by_text("0800 1111")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Your browser remembers this visit")).to_be_visible()
    page.get_by_role("button", name="Leave now").click()
    expect(page.get_by_role("heading", name="Miles and kilometres")).to_be_visible()
    page.goto(server.address + "/glossary")
    expect(page.get_by_label("User name")).to_be_visible()


@pytest.mark.nightly
def test_the_whole_table_of_figures_downloads_as_csv_and_excel(visit):
    page = visit("/figures", "police.partner")
    for label, starts in (("Download as CSV", b"\xef\xbb\xbfFigure,Measure"), ("Download as Excel", b"PK")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        with open(waiting.value.path(), "rb") as file:
            assert file.read().startswith(starts)


@pytest.mark.nightly
def test_abbreviations_are_explained_where_they_stand(visit):
    page = visit("/theme?theme=lado", "lay.member")
    expect(page.get_by_text("LADO: Local Authority Designated Officer").first).to_be_visible()
