"""An editor's work in a real browser, under the admin's own content policy."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from hub.tests.browser.site import EMAIL, PASSWORD

pytestmark = pytest.mark.browser


def page_id(page, **filters):
    answer = page.request.get("/api/v2/pages/", params=filters)
    return answer.json()["items"][0]["id"]


# Wagtail notes what a form holds 2 seconds after it is there; what is typed before that is no change to it.
NOTED = """() => {
    const form = document.querySelector("[data-controller~=w-unsaved]");
    return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved")?.initialFormData;
}"""


def saved_by_itself(page):
    """Wait for the editor's own saving, which would collide with a button pressed at that moment."""
    return page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/"), timeout=20_000
    )


@pytest.fixture(scope="module")
def session(browser, site):
    """The cookies of somebody who logged in the way everybody does."""
    page = browser.new_page(base_url=site, locale="en")
    page.goto("/admin/")
    expect(page).to_have_url(re.compile(r"/account/login/\?next=/admin/$"))
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(re.compile("/admin/$"))
    state = page.context.storage_state()
    page.close()
    return state


@pytest.fixture
def editor(open_page, session):
    return open_page(storage_state=session)


def test_page_is_written_previewed_saved_and_published(editor, tmp_path):
    page = editor
    words = "Written in a browser."
    page.goto(f"/admin/pages/{page_id(page, type='home.ContentPage', slug='about', locale='en')}/edit/")

    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("#w-preview-iframe").locator("main")
    expect(preview).to_contain_text("About the Day")
    page.wait_for_function(NOTED)
    text = page.locator(".DraftEditor-root [contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+End")
    with saved_by_itself(page):
        page.keyboard.type(f" {words}")
    expect(text).to_contain_text(words)
    expect(preview).to_contain_text(words)
    page.locator("[data-side-panel-toggle=preview]").click()

    picture = tmp_path / "lantern.png"
    Image.new("RGB", (1200, 630), "navy").save(picture)
    page.get_by_role("tab", name="Promote").click()
    chooser = page.locator("#id_social_image-chooser")
    chooser.get_by_role("button", name="Choose").first.click()
    modal = page.locator(".modal-body")
    modal.get_by_role("tab", name="Upload").click()
    modal.locator("input[type=file]").set_input_files(picture)
    modal.locator("[name$=title]").fill("A lantern")
    with saved_by_itself(page):
        modal.get_by_role("button", name="Upload").click()
        expect(chooser).to_contain_text("A lantern")
    with saved_by_itself(page):
        page.locator("#id_social_image_alt").press_sequentially("A lantern at night")

    page.locator("footer .action-save").click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator("#id_social_image-chooser")).to_contain_text("A lantern")
    assert words not in page.request.get("/en/about/").text()

    page.get_by_role("button", name="More actions").last.click()
    with page.expect_navigation():  # the page is looked at first, and published when nothing is to be mended
        page.locator("footer [name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert words in page.request.get("/en/about/").text()
    page.watch.assert_quiet()


@pytest.mark.parametrize(
    "path",
    ["", "pages/", "images/", "documents/", "media/", "reports/locked/"],
)
def test_admin_screen_needs_no_more_than_its_policy_allows(editor, path):
    assert editor.goto(f"/admin/{path}").ok
    editor.wait_for_load_state("networkidle")
    editor.watch.assert_quiet()


def test_a_description_of_a_picture_is_offered_and_put_only_when_it_is_taken(editor, tmp_path):
    page = editor
    file = tmp_path / "candle.png"
    Image.new("RGB", (300, 200), "orange").save(file)
    page.goto("/admin/images/add/")
    page.locator("#id_title").fill("Candle")
    page.locator("#id_file").set_input_files(file)
    page.locator("#id_description").fill("A candle by a window")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()

    page.goto(f"/admin/pages/{page_id(page, type='home.ContentPage', slug='about', locale='en')}/edit/")
    page.wait_for_function(NOTED)
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Picture").click()
    page.locator("[data-chooser-action-choose]:visible").last.click()
    page.locator(".modal-body").get_by_role("link", name="Candle").first.click()
    alt, hint = page.locator("input[name$='-alt']").last, page.locator(".picture-block__suggestion").last
    expect(hint).to_contain_text("A candle by a window")
    expect(alt).to_have_value("")
    hint.get_by_role("button", name="Use it").click()
    expect(alt).to_have_value("A candle by a window")
    expect(hint).to_be_hidden()
    page.locator("input[name$='-decorative']").last.check()
    expect(alt).to_be_disabled()
