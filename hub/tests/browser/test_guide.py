"""The editors' guide against the admin that it speaks of: its pictures' places, its own page, its six tasks."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from hub.guide_places import DESK_PLACES, PLACES, TRANSLATORS_PLACES, log_in, show
from hub.tests.browser.site import DESK_EMAIL, EDITOR_EMAIL, PASSWORD
from hub.tests.browser.translating import TRANSLATOR_EMAIL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def session(browser, site):
    page = browser.new_page(base_url=site, locale="en")
    page.set_default_timeout(30_000)
    log_in(page, EDITOR_EMAIL, PASSWORD)
    state = page.context.storage_state()
    page.close()
    return state


@pytest.fixture
def editor(open_page, session):
    return open_page("/admin/", storage_state=session)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_what_a_picture_of_the_guide_shows_is_still_there(editor, place):
    show(editor, place)


@pytest.mark.parametrize("place", TRANSLATORS_PLACES, ids=lambda place: place.name)
def test_what_a_picture_of_the_translators_guide_shows_is_still_there(open_page, place):
    page = open_page("/admin/")
    log_in(page, TRANSLATOR_EMAIL, PASSWORD)
    show(page, place)


@pytest.mark.parametrize("place", DESK_PLACES, ids=lambda place: place.name)
def test_what_a_picture_of_the_desks_guide_shows_is_still_there(open_page, place):
    page = open_page("/admin/")
    log_in(page, DESK_EMAIL, PASSWORD)
    show(page, place)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_guide_fits_its_screen_and_is_accessible(editor, width, scheme):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.emulate_media(color_scheme=scheme)
    assert editor.goto("/admin/guide/").ok
    wide = editor.evaluate(
        """() => [...document.querySelectorAll(".guide *")].filter(each =>
            !each.closest(".guide__table") && each.getBoundingClientRect().right > innerWidth + 1
        ).map(each => each.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    found = Axe().run(editor, context=".guide")
    assert found.violations_count == 0, found.generate_report()
    editor.watch.assert_quiet()


def test_a_link_beside_a_form_leads_to_its_part_of_the_guide(editor):
    editor.get_by_role("link", name="Add an event", exact=True).click()
    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="How this is done").click()
    guide = opened.value
    expect(guide).to_have_url(re.compile("/admin/guide/#adding-an-event$"))
    expect(guide.get_by_role("heading", name="Adding an event")).to_be_in_viewport()


def test_the_guide_is_reached_from_the_menu_and_read_by_keyboard(editor):
    editor.get_by_role("button", name="Help", exact=True).click()
    editor.get_by_role("link", name="Editors' guide").first.click()
    expect(editor).to_have_url(re.compile("/admin/guide/$"))
    editor.locator(".guide__link").first.focus()
    editor.keyboard.press("Enter")
    expect(editor).to_have_url(re.compile("#logging-in$"))
    expect(editor.get_by_role("heading", name="Logging in")).to_be_in_viewport()
