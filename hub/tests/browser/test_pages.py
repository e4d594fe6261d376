"""Every kind of page, in three languages, on a telephone and on a desk, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from wagtail.models import Page

from hub.tests.browser.site import FALLBACK_PATH, LINKED_VIDEO_SLUG, VIDEO_SLUG

pytestmark = pytest.mark.browser

WIDTHS = {360: "light", 1280: "dark"}
LANGUAGES = {"en": "ltr", "ko": "ltr", "ar": "rtl"}
PAGES = {
    "": "home.HomePage",
    "take-part/": "home.ContentPage",
    "why-september/": "home.ContentPage",
    "about/": "home.ContentPage",
    "2027/": "events.EditionPage",
    "2017/": "events.EditionPage",
    "2027/cities/?q=Seoul": "events.EditionPage",
    "2027/cities/?q=qqqqq": "events.EditionPage",
    "2027/cities/1835848-seoul/": "events.EditionPage",
    "2017/cities/1835848-seoul/": "events.EditionPage",
    "2027/events/": "events.EventIndexPage",
    "2027/events/seoul-letter/": "events.EventPage",
    "2017/report/": "events.EditionReportPage",
    "testimonies/": "resources.TestimonyIndexPage",
    "testimonies/sample-the-second-bridge/": "resources.TestimonyPage",
    "videos/": "resources.VideoIndexPage",
    f"videos/{VIDEO_SLUG}/": "resources.VideoPage",
    f"videos/{LINKED_VIDEO_SLUG}/": "resources.VideoPage",
    "resources/": "resources.ResourceIndexPage",
    "resources/petition-letter/": "resources.ResourcePage",
    "search/?q=2027": "search",
    "search/?q=qqqqq": "search",
    "no-such-page/": "",
}
ACCOUNT_PAGES = ["/account/login/", "/account/password/reset/"]

axe = Axe()


def assert_accessible(page):
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


def assert_fits(page):
    """Nothing makes the page wider than the screen."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll("body *")].filter(each => {
                const box = each.getBoundingClientRect();
                return box.width && (box.right > innerWidth + 1 || box.left < -1);
            }).map(each => `${each.tagName}.${each.className}`).slice(0, 10)"""
    )
    assert wide == [], page.url


def assert_good_at_every_width(page):
    for width, scheme in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert_fits(page)
        assert_accessible(page)


def test_every_page_type_is_looked_at():
    ours = {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, Page) and model.__module__.split(".")[0] in ("home", "resources", "events")
    }
    assert ours == {label for label in PAGES.values() if "." in label}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "page_type"), PAGES.items())
def test_page_is_accessible_fits_and_keeps_to_itself(reader, path, page_type, language):
    page = reader(f"/{language}/{path}")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, LANGUAGES[language])
    assert page.locator("body").get_attribute("data-page-type") == page_type
    assert_good_at_every_width(page)
    page.watch.assert_quiet()
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ACCOUNT_PAGES)
def test_account_page_is_accessible_and_fits(open_page, path, language):
    page = open_page(path, locale=language)
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, LANGUAGES[language])
    assert_good_at_every_width(page)
    page.watch.assert_quiet()


def test_page_that_is_missing_in_a_language_is_shown_in_another_and_says_so(reader):
    page = reader(f"/ko/{FALLBACK_PATH}")
    assert page.locator("html").get_attribute("lang") == "ko"
    languages = "found => found.map(each => each.closest('[lang]').lang)"
    for words, language in (("h1, .sections", "en"), (".page-head__meta", "ko")):
        assert set(page.locator(f"main :is({words})").evaluate_all(languages)) == {language}
    notice = page.locator("aside.language-notice")
    assert notice.is_visible()
    assert notice.get_by_role("link").get_attribute("href").endswith(f"/en/{FALLBACK_PATH}")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert_good_at_every_width(page)
    page.watch.assert_quiet()
