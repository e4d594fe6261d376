"""How pages look in every state: nothing cut, nothing wider than the screen, always a visible focus, fit to print."""

import pytest
from playwright.sync_api import expect

from hub.tests.browser.states import STATES, UNTRANSLATED
from hub.tests.browser.test_pages import LANGUAGES, PAGES, assert_accessible, assert_fits
from hub.tests.browser.test_use import TESTIMONY

pytestmark = pytest.mark.browser

BETWEEN = [320, 768, 1600]  # what test_pages does not open
PAPER = "rgb(251, 248, 241)"
LONG = STATES["words that do not break"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_fits_every_screen_and_is_accessible_by_the_other_light(reader, path, language):
    page = reader(f"/{language}/{path}")
    for width in BETWEEN:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    for width, scheme in {360: "dark", 1280: "light"}.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_state_fits_every_screen_and_is_accessible(reader, path):
    page = reader(f"/en/{path}")
    for width in (320, 360, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    page.watch.assert_quiet()


@pytest.mark.parametrize("language", [*UNTRANSLATED, "ar"])
@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_state_fits_among_furniture_of_another_language(reader, path, language):
    page = reader(f"/{language}/{path}")
    expect(page.locator("aside.language-notice")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 900})
    assert_fits(page)
    if language == "ar":
        assert_accessible(page)


def test_label_of_a_credit_or_source_is_in_the_readers_language_and_a_caption_in_the_pages(reader):
    page = reader(f"/ar/{LONG}")
    spoken = "element => [element.closest('[lang]').lang, getComputedStyle(element).direction]"
    for label in (".picture__credit", ".statistic__source > span"):
        assert page.locator(label).first.evaluate(spoken) == ["ar", "rtl"]
    for words in (".picture__caption", ".statistic__source"):
        assert page.locator(words).first.evaluate(spoken) == ["en", "ltr"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_seen_through_a_picture_is_paper(reader, scheme):
    page = reader(f"/en/{LONG}")
    page.emulate_media(color_scheme=scheme)
    expect(page.locator(".picture__frame :is(img, .picture__missing)").first).to_be_visible()
    page.locator(".picture__frame").first.evaluate("frame => frame.replaceChildren(new Image())")
    expect(page.locator(".picture__frame img").first).to_have_css("background-color", PAPER)


@pytest.mark.parametrize("path", ["videos/", "testimonies/", STATES["a page without anything"]])
def test_footer_of_a_short_page_stands_at_the_foot_of_the_screen(reader, path):
    page = reader(f"/en/{path}")
    page.set_viewport_size({"width": 1280, "height": 3000})
    assert page.locator("footer").evaluate("footer => footer.getBoundingClientRect().bottom") == 3000


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_emphasis_is_not_slanted_in_scripts_that_know_no_italics(reader, language):
    page = reader(f"/{language}/why-september/")
    emphasis = page.locator("main :is(em, i)").first
    expect(emphasis).to_have_css("font-style", "normal")
    assert emphasis.evaluate(
        "each => getComputedStyle(each).fontWeight === '700' || getComputedStyle(each).textEmphasisStyle !== 'none'"
    )


# --- Keyboard

FOCUSED = """() => {
    const element = document.activeElement;
    const shown = getComputedStyle(element.closest(".card") || element);
    const halo = element.querySelector(".world-map__halo");  // a light of the map shows it by a ring
    const ring = halo && getComputedStyle(halo);
    return {
        name: `${element.tagName}.${element.getAttribute("class")} ${element.getAttribute("href") || ""}`,
        body: element === document.body,
        outlined: shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2 || element.matches(".skip")
            || ring && ring.opacity === "1" && ring.stroke !== "none" && parseFloat(ring.strokeWidth) >= 2,
        last: element === [...document.querySelectorAll("footer a")].at(-1),
    };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "take-part/",
        "2017/report/",
        "resources/petition-letter/",
        "videos/a-film-of-our-own/",
        "search/?q=2027",
    ],
)
def test_keyboard_sees_where_it_is_and_gets_to_the_end(open_page, path, scheme):
    page = open_page(f"/en/{path}", color_scheme=scheme)
    for _step in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert not focused["body"], "The focus went out of the page before its end."
        assert focused["outlined"], focused["name"]
        if focused["last"]:
            return
    raise AssertionError("The last link of the page was not reached.")


def test_question_is_opened_by_keyboard(open_page):
    page = open_page("/en/take-part/")
    question = page.locator(".qa__item").first
    expect(question.locator(".qa__answer")).to_be_hidden()
    question.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(question.locator(".qa__answer")).to_be_visible()


# --- Print


@pytest.mark.parametrize("path", PAGES)
def test_printed_page_is_black_and_has_nothing_to_press(reader, path):
    page = reader(f"/en/{path}")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")
    shown = "found => found.filter(each => each.checkVisibility()).map(each => each.className)"
    assert page.locator("nav, form, video, .button, .exit, .header__tools").evaluate_all(shown) == []


def test_account_and_answers_are_printed_open(reader):
    for path, closed in ((TESTIMONY, ".gate__story > .prose"), ("take-part/", ".qa__answer")):
        page = reader(f"/en/{path}")
        page.emulate_media(media="print")
        assert page.locator(closed).first.evaluate("each => each.getBoundingClientRect().height") > 0


def test_printed_link_shows_its_address(reader):
    page = reader("/en/why-september/")
    page.emulate_media(media="print")
    link = page.locator("main a[href^=http]").first
    assert "attr(href)" in link.evaluate(
        "each => getComputedStyle(each, '::after').content"
    ) or link.get_attribute("href") in link.evaluate("each => getComputedStyle(each, '::after').content")
