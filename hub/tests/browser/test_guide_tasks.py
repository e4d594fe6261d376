"""An editor's first afternoon: the six tasks of docs/editors.md, done in a browser by the guide's own words."""

import re

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import expect

from home.factories import sample_pdf
from hub.guide_places import log_in
from hub.tests.browser.site import EDITOR_EMAIL, PASSWORD

pytestmark = pytest.mark.browser

GUIDE = (settings.BASE_DIR / "docs" / "editors.md").read_text()


class Editor:
    """Somebody with the guide beside them: what they press and fill in is written bold in the task they are doing."""

    def __init__(self, page):
        self.page = page
        self.text = ""

    def begins(self, number):
        task = re.search(rf"^### Task {number}:.*?(?=^###|\Z)", GUIDE, re.M | re.S).group()
        self.text = re.sub(r"\s+", " ", task)

    def reads(self, words):
        assert f"**{words}**" in self.text, f"The task doesn't say “{words}”."
        return words

    def goes(self, link):
        self.page.get_by_role("link", name=self.reads(link), exact=True).click()

    def presses(self, button, within=None):
        (within or self.page).get_by_role("button", name=self.reads(button), exact=True).last.click()

    def writes(self, field, words, within=None):
        pattern = re.compile(rf"^{self.reads(field)}\*?\s*$")
        (within or self.page).get_by_role("textbox", name=pattern).last.fill(words)

    def types(self, words):
        """Into the rich text that was added last; it takes no key before it is ready."""
        text = self.page.locator(".DraftEditor-root [contenteditable=true]").last
        expect(text).to_be_visible()
        expect(text).to_have_text("")
        self.page.wait_for_timeout(300)
        text.click()
        text.press_sequentially(words)
        expect(text).to_contain_text(words)

    def picks(self, field, choice):
        pattern = re.compile(rf"^{self.reads(field)}\*?\s*$")
        self.page.get_by_role("combobox", name=pattern).last.select_option(label=choice)

    def on_the_dashboard(self, action=None):
        self.page.goto("/admin/")
        if action:
            self.goes(action)
            self.page.wait_for_load_state("networkidle")

    def opens_the_pages(self):
        self.on_the_dashboard()
        self.presses("Pages", self.page.locator("#wagtail-sidebar"))

    def names_the_page(self, title, summary):
        field = self.page.get_by_placeholder(self.reads("Page title"))
        field.fill(title)
        field.blur()
        self.page.wait_for_function("() => document.querySelector('#id_slug').value")
        self.writes("Summary", summary)

    def adds(self, block, plus=-1):
        there = self.page.get_by_role("button", name="Duplicate", exact=True)
        before = there.count()
        self.page.get_by_role("button", name="Insert a block").nth(plus).click()
        self.page.get_by_role("option", name=self.reads(block), exact=True).last.click()
        expect(there).not_to_have_count(before)  # the new block stands there, ready to be filled in

    def uploads(self, file, title):
        window = self.page.locator(".modal-body")
        window.get_by_role("tab", name=self.reads("Upload")).click()
        window.locator("input[type=file]").set_input_files(file)
        self.writes("Title", title, window)
        self.presses("Upload", window)
        expect(window).to_have_count(0)

    def saves(self, button="Save draft"):
        with self.page.expect_navigation():
            self.presses(button)
        expect(self.page.locator(".messages .success")).to_be_visible()
        self.page.wait_for_load_state("networkidle")

    def chooses_beside(self, saving, action):
        """The form saves by itself; a button pressed at that very moment would collide with it."""
        self.reads(saving)
        self.page.wait_for_timeout(3000)
        self.page.get_by_role("button", name="More actions").last.click()
        with self.page.expect_navigation():
            self.presses(action, self.page.locator("footer"))
        expect(self.page.locator(".messages .success")).to_be_visible()

    def looks_at_the_page(self):
        self.page.locator(".messages").get_by_role("link", name=self.reads("View live")).click()
        return self.page.locator("main")


@pytest.fixture
def editor(open_page):
    page = open_page(locale="en")
    log_in(page, EDITOR_EMAIL, PASSWORD)
    return Editor(page)


def writes_a_page(editor, tmp_path):
    page = editor.page
    file = tmp_path / "candle.jpg"
    Image.effect_noise((1600, 1067), 60).convert("RGB").save(file)

    editor.begins(1)
    editor.on_the_dashboard("Add a page")
    editor.names_the_page(
        "Why we light candles", "A candle in the window tells people that somebody waits for them."
    )
    editor.adds("Heading")
    editor.writes("Text", "A light in the window")
    editor.adds("Paragraph")
    editor.types("In 2009 people in at least 14 cities took part.[1]")
    editor.adds("Picture")
    editor.presses("Choose an image")
    editor.uploads(file, "A candle")
    editor.writes("What it shows", "A candle on a window sill")
    editor.adds("Quotation")
    editor.writes("Text", "Nobody should be afraid of being sent home.")
    editor.writes("Source", "A speaker in Seoul, 2017")
    editor.adds("Footnotes")
    editor.writes("Mark", "1")
    editor.reads("Note")
    editor.types("Report of the Day, 2009.")
    editor.presses("Toggle preview")
    expect(page.frame_locator("#w-preview-iframe").locator("main")).to_contain_text("sent home")
    editor.presses("Toggle preview")
    editor.saves()
    page.locator("[data-side-panel-toggle=before-publishing]").click()
    expect(page.locator("[data-desk-checks]")).to_contain_text("Nothing to mend")
    editor.chooses_beside("Save draft", "Publish")


def test_a_page_with_picture_quotation_and_footnote_goes_live_and_an_earlier_version_comes_back(
    editor, tmp_path
):
    writes_a_page(editor, tmp_path)
    live = editor.looks_at_the_page()
    expect(live.locator("blockquote")).to_contain_text("Nobody should be afraid")
    expect(live.locator("img[alt='A candle on a window sill']")).to_be_visible()
    live.locator("sup a").click()
    expect(live.get_by_text("Report of the Day, 2009.")).to_be_in_viewport()

    page = editor.page
    editor.begins(6)
    editor.opens_the_pages()
    page.get_by_role("link", name="Save North Korean Refugees Day English", exact=True).click()
    page.locator("main").get_by_role("link", name="Why we light candles", exact=True).click()
    page.wait_for_load_state("networkidle")
    editor.writes("Summary", "This is a mistake.")
    editor.chooses_beside("Save draft", "Publish")
    page.locator(".messages").get_by_role("link", name=editor.reads("Earlier versions")).click()
    rows = page.locator("main tbody tr")
    expect(rows.filter(has_text="Published")).to_have_count(2)
    lines = rows.all_inner_texts()
    second = [place for place, line in enumerate(lines) if "Published" in line][1]
    before = next(place for place, line in enumerate(lines) if place > second and "Draft saved" in line)
    rows.nth(before).get_by_role("button", name="Actions").click()
    page.locator("[data-tippy-root]").get_by_role("link", name=editor.reads("Review this version")).click()
    page.wait_for_load_state("networkidle")
    editor.chooses_beside("Replace current draft", "Publish this version")
    live = editor.looks_at_the_page()
    expect(live).to_contain_text("somebody waits for them")
    expect(live).not_to_contain_text("This is a mistake")


def test_an_event_is_announced_in_a_city(editor):
    page = editor.page
    editor.begins(2)
    editor.on_the_dashboard("Add an event")
    editor.names_the_page("Candlelight vigil in Lisbon", "An hour of silence for those who were sent back.")
    editor.presses("Choose a city")
    editor.writes("Name of the city, in any language", "Lisbon", page.locator(".modal-body"))
    page.locator(".modal-body").get_by_role("link", name="Lisbon, PT").click()
    for field, words in (("Date", "2027-09-24"), ("Begins at", "19:00"), ("Venue", "Praça do Comércio")):
        editor.writes(field, words)
        page.keyboard.press("Tab")
    page.get_by_role("checkbox", name=editor.reads("candlelight vigil")).check()
    editor.picks("Status", editor.reads("confirmed"))
    editor.chooses_beside("Save draft", "Publish")
    live = editor.looks_at_the_page()
    for words in ("24 September 2027", "Lisbon", "Praça do Comércio"):
        expect(live).to_contain_text(words)
    page.goto("/en/2027/")
    expect(page.locator("main")).to_contain_text("Candlelight vigil in Lisbon")


def test_a_poster_is_published_in_two_languages(editor, tmp_path):
    page = editor.page
    editor.begins(3)
    editor.on_the_dashboard("Add a poster or a letter")
    editor.names_the_page("Candle poster", "A poster for windows and notice boards.")
    editor.picks("Kind", editor.reads("poster"))
    editor.saves()
    editor.goes("Hosts, files and other facts")
    for language, code in (("English (en)", "en"), ("Korean (ko)", "ko")):
        editor.presses("Add file")
        editor.picks("Language", language)
        editor.writes("Format", "pdf")
        editor.picks("Paper", "A3")
        editor.presses("Choose a document")
        poster = tmp_path / f"poster-{code}.pdf"
        poster.write_bytes(sample_pdf(f"Candle poster {code}"))
        editor.uploads(str(poster), f"Candle poster {code}")
    editor.saves("Save")
    editor.on_the_dashboard()
    editor.reads("Waiting for me")
    page.get_by_role("link", name="Candle poster").first.click()
    page.wait_for_load_state("networkidle")
    editor.chooses_beside("Save draft", "Publish")
    live = editor.looks_at_the_page()
    for language in ("English", "한국어"):
        expect(live).to_contain_text(language)


def test_the_home_page_is_arranged_and_given_back(editor):
    page = editor.page
    editor.begins(4)
    page.goto("/en/")
    stands = page.locator("main").inner_text()
    editor.opens_the_pages()
    page.get_by_role("link", name="Edit 'Save North Korean Refugees Day'").click()
    page.wait_for_load_state("networkidle")
    edit = page.url
    editor.reads("Arrangement")
    editor.adds("One automatic section, here")
    editor.picks("Section", editor.reads("Testimonies"))
    editor.adds("What fits the state of the Day, by itself")
    editor.reads("Leave out")
    page.get_by_role("checkbox", name=editor.reads("Who stands behind the Day")).last.check()
    editor.chooses_beside("Save draft", "Publish")
    page.goto("/en/")
    arranged = page.locator("main").inner_text()
    assert arranged != stands
    page.goto(edit)
    page.wait_for_load_state("networkidle")
    blocks = page.locator("#panel-child-content-sections-section").get_by_role("button", name="Delete")
    while blocks.count():
        blocks.last.click()
    editor.chooses_beside("Save draft", "Publish")
    page.goto("/en/")
    assert page.locator("main").inner_text() == stands


def test_a_page_is_scheduled_found_in_the_calendar_and_taken_back(editor):
    page = editor.page
    editor.begins(5)
    editor.on_the_dashboard("Add a page")
    editor.names_the_page("A letter for January", "It comes later.")
    editor.saves()
    editor.presses("Toggle status")
    editor.presses("Set schedule")
    editor.reads("Go live date/time")
    page.get_by_role("textbox", name="Go live date/time").click()
    page.keyboard.type("2099-01-05 09:00")
    for field in (
        "Expiry date/time",
        "Save schedule",
    ):  # where the Enter key leads, one little calendar at a time
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        expect(page.get_by_label(field).or_(page.get_by_role("button", name=field))).to_be_focused()
    editor.saves("Save schedule")
    editor.chooses_beside("Save draft", "Schedule to publish")
    editor.on_the_dashboard()
    expect(page.get_by_role("heading", name=editor.reads("Scheduled"))).to_be_visible()
    editor.goes("Calendar")
    page.goto("/admin/calendar/2099/1/")
    page.get_by_role("link", name="A letter for January").click()
    with page.expect_navigation():
        editor.presses("Cancel scheduled publish")
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("/admin/calendar/2099/1/")
    expect(page.get_by_role("link", name="A letter for January")).to_have_count(0)
