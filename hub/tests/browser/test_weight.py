"""Pages hold nothing that the content policy forbids, and are light."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from hub.tests.browser.states import STATES
from hub.tests.browser.test_pages import LANGUAGES, PAGES

pytestmark = pytest.mark.browser

KILOBYTE = 1024
HEADERS = 400  # bytes of an answer, about

OURS = [
    *(
        path
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        # The one that must need no other file has its style in it; the policy knows that by its hash. A mail has no page around it.
        if not {"admin", "mail"} & set(path.parts) and path.name != "error_alone.html"
    ),
    *Path(settings.BASE_DIR, "static/css").rglob("*.css"),
    *Path(settings.BASE_DIR, "static/js").rglob("*.js"),
    *Path(settings.BASE_DIR, "static/img").rglob("*.svg"),
]
INLINE = re.compile(r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|["'(]\s*(data|javascript):""", re.IGNORECASE)


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_file_holds_no_inline_style_script_or_data_address(path):
    found = INLINE.search(path.read_text())
    assert found is None, found


@pytest.mark.parametrize("path", [*PAGES, *STATES.values()])
def test_page_holds_no_inline_style_script_or_data_address(reader, path):
    page = reader(f"/en/{path}")
    assert (
        page.locator(
            "[style], style, script:not([src], [type='application/ld+json']), [src^='data:']"
        ).count()
        == 0
    )


def weight(open_page, path, pictures=True, **options):
    """Bytes that a first visit fetches, text compressed as the server does it; without photographs where not asked for."""
    page, answers = open_page(**options), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")
    text = ("document", "stylesheet", "script", "image/svg+xml")
    total = 0
    for answer in answers:
        body = answer.body()
        is_text = answer.request.resource_type in text or "svg" in answer.headers.get("content-type", "")
        if is_text or pictures or answer.request.resource_type != "image":
            total += HEADERS + len(gzip.compress(body) if is_text else body)
    return total


WITH_MAP = ("2027/",)
TEXT_PAGES = [
    path
    for path in PAGES
    if path and path not in WITH_MAP and not path.startswith(("videos/a-", "2027/cities/?q=S"))
]


@pytest.mark.parametrize("path", TEXT_PAGES)
def test_page_of_text_is_light(open_page, path):
    assert weight(open_page, f"/en/{path}", pictures=False) < 30 * KILOBYTE


@pytest.mark.parametrize("path", TEXT_PAGES)
def test_pictures_leave_a_page_light_on_a_phone(open_page, path):
    most = 160 if path == "videos/" else 120  # a list of films shows all of their posters
    assert weight(open_page, f"/en/{path}", width=360, device_scale_factor=2) < most * KILOBYTE


@pytest.mark.parametrize("path", WITH_MAP)
def test_page_with_the_map_is_light(open_page, path):
    assert weight(open_page, f"/en/{path}") < 40 * KILOBYTE


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_is_light_on_a_phone(open_page, language):
    assert weight(open_page, f"/{language}/", width=360, device_scale_factor=2) < 120 * KILOBYTE


@pytest.mark.parametrize("path", [*PAGES, "../account/login/"])
def test_page_asks_for_one_style_sheet(open_page, path):
    page, asked = open_page(), []
    page.on("request", lambda request: request.resource_type == "stylesheet" and asked.append(request.url))
    page.goto(f"/en/{path}", wait_until="networkidle")
    assert [url.rpartition("/static/")[2] for url in asked] == ["css/site.css"]


def test_page_is_sent_compressed(open_page):
    answer = open_page().request.get("/en/why-september/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
