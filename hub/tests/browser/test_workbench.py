"""A translator's work in a real browser: keys, saving, somebody else at the same passage, no scripts, small screens."""

import itertools
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from hub.guide_places import log_in
from hub.tests.browser.site import EDITOR_EMAIL, PASSWORD
from hub.tests.browser.translating import REVIEWER_EMAIL, TITLE, TRANSLATOR_EMAIL

pytestmark = pytest.mark.browser

VIGIL, POSTER = "For the vigil", "check the poster"
ASIDE = "where people may stand"


@pytest.fixture(scope="module")
def sessions(browser, site):
    """{e-mail address: cookies} of people who logged in."""
    found = {}
    for email in (TRANSLATOR_EMAIL, REVIEWER_EMAIL, EDITOR_EMAIL):
        page = browser.new_page(base_url=site, locale="en")
        page.set_default_timeout(30_000)
        log_in(page, email, PASSWORD)
        found[email] = page.context.storage_state()
        page.close()
    return found


@pytest.fixture
def workbench(open_page, sessions):
    """`workbench(email, …)`: the page of the demo that Korean is in the middle of, opened from the desk."""

    def opened(email=TRANSLATOR_EMAIL, show="", **options):
        page = open_page("/admin/translation/?language=ko", storage_state=sessions[email], **options)
        page.get_by_role("link", name=re.compile(f"^({TITLE}|준비물)$")).first.click()
        page.locator("[data-workbench]").wait_for()
        if show:
            page.goto(f"{page.url}?show={show}")
        if options.get("java_script_enabled", True):
            page.locator("[data-workbench][data-scripted]").wait_for()
        return page

    return opened


def passage(page, text):
    return page.locator("[data-passage]").filter(has=page.locator("[data-source]", has_text=text)).first


def field(page, text):
    return passage(page, text).locator("textarea[name=words]")


def saved(page):
    expect(page.locator("[data-status]")).to_have_text("Saved.")


TURNS = itertools.count(int(time.time()))


def anew(text):
    """`text` as no try of any test has saved it yet: what stands already isn't saved once more."""
    return f"{text} {next(TURNS)}"


def test_by_keyboard_alone_from_one_passage_to_the_next(workbench):
    page = workbench()
    words = anew("행사 날짜는 해마다 새로 정하니, 인쇄하기 전에 포스터를 확인하세요.")
    field(page, POSTER).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(field(page, POSTER)).not_to_be_focused()
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.press("Alt+ArrowUp")
    assert page.evaluate("document.activeElement.name") == "words"
    page.reload()
    expect(field(page, POSTER)).to_have_value(words)
    page.watch.assert_quiet()


def test_a_passage_is_saved_as_one_leaves_it_and_the_preview_follows(workbench):
    page = workbench()
    words = anew("촛불 집회에서")
    field(page, VIGIL).fill(words)
    field(page, POSTER).focus()
    saved(page)
    expect(page.frame_locator("[data-frame]").locator("main")).to_contain_text(words)
    expect(page.frame_locator("[data-frame]").locator("[data-here]")).to_have_count(1)
    page.watch.assert_quiet()


def test_the_preview_shows_where_one_is_before_its_last_picture_has_come(workbench):
    page = workbench()

    def with_a_picture(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{answer.text()}<img src=/static/img/mark.svg?slow alt>")

    page.route("**/mark.svg?slow", lambda route: None)  # never answered
    page.route("**/preview/", with_a_picture)
    words = anew("경찰에")
    field(page, ASIDE).fill(words)
    field(page, TITLE).focus()
    saved(page)
    expect(page.frame_locator("[data-frame]").locator("main")).to_contain_text(words)
    expect(page.frame_locator("[data-frame]").locator("[data-here]")).to_have_text("준비물")


def test_what_others_have_written_comes_with_the_next_answer(workbench):
    first, second = workbench(), workbench(EDITOR_EMAIL)
    words = anew("인쇄하기 전에 포스터를 확인하세요.")
    field(second, POSTER).fill(words)
    field(second, POSTER).press("Control+Enter")
    saved(second)
    field(first, ASIDE).fill(anew("미리 경찰에"))
    field(first, POSTER).focus()
    saved(first)
    expect(field(first, POSTER)).to_have_value(words)
    expect(field(first, POSTER)).to_be_focused()
    expect(first.frame_locator("[data-frame]").locator("[data-here]")).to_have_text(words)


def test_what_was_translated_before_is_one_key_away(workbench):
    page = workbench()
    row = passage(page, "One person with one letter")
    offered = row.locator("[data-take]").first.get_attribute("value")
    row.locator("textarea[name=words]").focus()
    page.keyboard.press("Alt+1")
    expect(row.locator("textarea[name=words]")).to_have_value(offered)
    page.keyboard.press("Control+z")  # taking it can be undone
    expect(row.locator("textarea[name=words]")).not_to_have_value(offered)


def test_a_button_puts_a_tag_around_the_chosen_words(workbench):
    page = workbench()
    words = field(page, "safety page")
    words.fill("안전 페이지")
    words.select_text()
    passage(page, "safety page").locator("[data-insert]").first.click()
    expect(words).to_have_value('<a id="a1">안전 페이지</a>')


def test_two_people_at_one_passage_see_each_others_words(workbench):
    first, second = workbench(), workbench(EDITOR_EMAIL)
    earlier, later = anew("어디에 설 수 있는지 경찰에 미리 물어보세요."), anew("미리 경찰에 물어보세요.")
    field(first, ASIDE).fill(earlier)
    field(first, ASIDE).press("Control+Enter")
    saved(first)
    field(second, ASIDE).fill(later)
    field(second, ASIDE).press("Control+Enter")
    expect(passage(second, ASIDE).get_by_role("alert")).to_contain_text(
        "어디에 설 수 있는지 경찰에 미리 물어보세요."
    )
    expect(field(second, ASIDE)).to_have_value(later)
    passage(second, ASIDE).get_by_role("button", name="Save", exact=True).click()
    saved(second)
    first.reload()
    expect(field(first, ASIDE)).to_have_value(later)


def test_words_stay_in_their_field_when_the_site_does_not_answer(workbench):
    page = workbench()
    words = anew("밤에")
    page.route("**/save/", lambda route: route.abort())
    field(page, VIGIL).fill(words)
    field(page, VIGIL).press("Control+Enter")
    expect(page.locator("[data-status]")).to_contain_text("Not saved")
    expect(field(page, VIGIL)).to_have_value(words)
    page.unroute("**/save/")
    field(page, VIGIL).press("Control+Enter")
    saved(page)


def test_without_scripts_a_passage_is_saved_and_one_comes_back_to_it(workbench):
    page = workbench(java_script_enabled=False)
    row = passage(page, "two copies")
    number = row.get_attribute("data-passage")
    row.locator("textarea[name=words]").fill(
        "편지는 <b>두 부</b>를 가져오세요. 한 부는 대사관에, 한 부는 본인이 갖습니다."
    )
    row.get_by_role("button", name="Save", exact=True).click()
    assert page.url.endswith(f"#p{number}")
    expect(field(page, "two copies")).to_have_value(
        "편지는 <b>두 부</b>를 가져오세요. 한 부는 대사관에, 한 부는 본인이 갖습니다."
    )


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
def test_the_workbench_fits_its_screen_and_is_accessible(workbench, width, scheme):
    page = workbench(width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page, context={"include": [[".workbench"]], "exclude": [["[data-frame]"]]})
    assert found.violations_count == 0, found.generate_report()


def test_a_reviewer_reads_comments_and_answers(workbench):
    page = workbench(REVIEWER_EMAIL, show="comments")
    expect(page.locator(".passage__comment")).to_contain_text("Which safety page is meant?")
    page.get_by_role("textbox", name=re.compile("Your comment")).fill("The one in the menu.")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("The one in the menu.")).to_be_visible()
