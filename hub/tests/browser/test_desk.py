"""The editors' desk in a real browser: what is left to look at, the question before publishing, and the way back."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from hub.tests.browser.test_admin import NOTED, editor, page_id, session  # noqa: F401  fixtures

pytestmark = pytest.mark.browser

BADGE = "[data-side-panel-toggle=before-publishing] [data-side-panel-toggle-counter]"


@pytest.fixture
def draft(editor):  # noqa: F811
    """A new page with a title and no summary, opened in the editor."""
    page = editor
    page.goto(f"/admin/pages/add/home/contentpage/{page_id(page, type='home.HomePage', locale='en')}/")
    page.wait_for_function(NOTED)
    page.locator("#id_title").press_sequentially(f"A page to mend {secrets.token_hex(3)}")
    page.keyboard.press("Tab")  # the editor makes the slug, and saves the page by itself
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    expect(page.locator(BADGE)).to_have_text("1")
    return page


def publish(page):
    page.get_by_role("button", name="More actions").last.click()
    page.locator("footer [name=action-publish]").click()


def test_publishing_asks_first_and_goes_on_when_it_is_told_to(draft):
    page = draft
    address = page.url
    expect(page.locator(BADGE)).to_have_text("1")
    publish(page)
    dialog = page.get_by_role("dialog", name=re.compile("one thing to look at"))
    expect(dialog).to_contain_text("There is no summary")
    expect(dialog.get_by_role("button", name="Go back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert page.url == address

    page.locator("footer [name=action-publish]").click()  # the menu that holds it is still open
    page.get_by_role("button", name="Publish all the same").click()
    expect(page.locator(".messages .warning")).to_contain_text("one thing is left to look at")
    page.watch.assert_quiet()


def test_what_is_mended_is_no_longer_asked(draft):
    page = draft
    page.locator("#id_summary").press_sequentially("What it is about.")
    expect(page.locator(BADGE)).to_be_hidden()
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator(".messages .warning")).to_have_count(0)


def test_publishing_goes_on_where_it_cannot_be_asked(draft):
    page = draft
    page.route("**/checks/", lambda route: route.abort())
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_page_is_taken_off_the_site_and_put_back_with_one_button(draft):
    page = draft
    page.locator("#id_summary").press_sequentially("What it is about.")
    expect(page.locator(BADGE)).to_be_hidden()
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()
    versions = page.locator(".messages").get_by_role("link", name="Earlier versions")
    page.goto(versions.get_attribute("href").replace("/history/", "/unpublish/"))
    page.get_by_role("button", name="Yes, unpublish it").click()
    page.get_by_role("button", name="Publish again").click()
    expect(page.locator(".messages .success")).to_contain_text("is on the site again")


def test_a_deleted_block_says_where_it_still_is(editor):  # noqa: F811
    page = editor
    page.goto(f"/admin/pages/{page_id(page, type='home.ContentPage', slug='about', locale='en')}/edit/")
    page.wait_for_function(NOTED)
    page.locator("[data-streamfield-action='DELETE']").last.click()
    expect(page.locator(".messages .warning")).to_contain_text("Earlier versions")


def test_a_comment_is_written_and_answered_in_the_editor(draft):
    page = draft
    page.locator("[data-side-panel-toggle=comments]").click()
    summary = page.locator("[data-contentpath=summary]")
    summary.hover()
    summary.locator("[data-comment-add]").click()
    page.locator(".comment [contenteditable=true], .comment textarea").first.fill("Who says so?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".comment")).to_contain_text("Who says so?")
