"""What a reader does: without JavaScript, and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TESTIMONY = "testimonies/sample-the-second-bridge/"


def press_until_focused(page, target, key="Tab", most=40):
    """Move the focus with `key` until it is on `target`, as somebody without a mouse does."""
    for _step in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} was not reached with {key}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_menu_opens_on_a_telephone_and_leads_on(open_page, script):
    page = open_page("/en/", width=360, java_script_enabled=script)
    menu = page.locator("#site-menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    link = menu.get_by_role("link").first
    address = link.get_attribute("href")
    link.click()
    expect(page).to_have_url(re.compile(f"{address}$"))
    expect(page.locator("#site-menu [aria-current=page]")).to_have_attribute("href", address)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [360, 1280])
def test_language_switcher_leads_to_the_same_page(open_page, width, script):
    page = open_page("/en/take-part/", width=width, java_script_enabled=script)
    link = page.locator("details.language a[hreflang=ar]")
    expect(link).to_be_hidden()
    page.locator("details.language summary").click()
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    expect(page).to_have_url(re.compile("/ar/take-part/$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_account_is_read_only_after_its_notes(open_page, script):
    page = open_page(f"/en/{TESTIMONY}", width=360, java_script_enabled=script)
    account = page.locator(".gate__story > .prose")
    expect(page.locator(".gate__notes")).to_be_visible()
    expect(account).to_be_hidden()
    page.locator(".gate summary").click()
    expect(account).to_be_visible()
    leave = page.locator("aside.exit").get_by_role("link")
    expect(leave).to_be_in_viewport(ratio=1)
    assert leave.get_attribute("href").startswith("https://en.wikipedia.org/")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_finder_finds_a_city_in_any_script(open_page, script):
    page = open_page("/ar/", width=360, java_script_enabled=script)
    page.locator("#finder-city").fill("서울")
    page.locator(".finder button").click()
    page.locator(".found__link").first.click()
    expect(page).to_have_url(re.compile("/ar/2027/cities/1835848-seoul/$"))
    expect(page.locator(".event-card")).not_to_have_count(0)


def test_first_tab_skips_to_the_content(open_page):
    page = open_page("/en/2027/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_menu_is_worked_by_keyboard(open_page):
    page = open_page("/ko/", width=360)
    menu = page.locator("#site-menu")
    button = page.locator(".header__menu")
    press_until_focused(page, button)
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_language_switcher_is_worked_by_keyboard(open_page):
    page = open_page("/en/2027/")
    press_until_focused(page, page.locator("details.language summary"))
    page.keyboard.press("Enter")
    press_until_focused(page, page.locator("details.language a[hreflang=ko]"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/ko/2027/$"))


def test_gate_and_exit_are_reached_by_keyboard(open_page):
    page = open_page(f"/en/{TESTIMONY}")
    press_until_focused(page, page.locator(".gate summary"))
    page.keyboard.press("Space")
    expect(page.locator(".gate__story > .prose")).to_be_visible()
    press_until_focused(page, page.locator("aside.exit a"))


@pytest.mark.parametrize("path", ["", "2027/", TESTIMONY])
def test_whatever_is_focused_is_seen(open_page, path):
    """No step of the keyboard lands on something invisible or off the screen."""
    page = open_page(f"/ar/{path}", width=360)
    seen = set()
    for _step in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
                const element = document.activeElement, box = element.getBoundingClientRect();
                const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
                return {
                    name: `${element.tagName}.${element.className} ${element.getAttribute("href")}`,
                    seen: box.width > 0 && x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight,
                };
            }"""
        )
        if where["name"].startswith("BODY"):
            break
        assert where["seen"], where["name"]
        seen.add(where["name"])
    assert len(seen) > 8
