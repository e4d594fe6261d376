"""Addresses that are typed from paper, and the codes that telephones scan."""

import re
import xml.etree.ElementTree as ET

import pytest

from home.factories import home_page
from resources.codes import QUIET, drawing, squares
from resources.downloads.short import SIGNS, code_of, number_of
from resources.factories import ResourcePageFactory

pytestmark = pytest.mark.django_db


def test_every_number_has_one_code_without_signs_that_look_alike():
    codes = [code_of(number) for number in range(1, 2000)]
    assert len(set(codes)) == len(codes)
    assert [number_of(code) for code in codes] == list(range(1, 2000))
    assert not set("01ilou") & set("".join(codes))
    assert number_of(code_of(1234).upper()) == 1234
    assert all(number_of(code) is None for code in ["", "1", "o0", "é", SIGNS[0] * 3, "z" * 11])


@pytest.mark.parametrize(
    ("asked", "language"), [("ko-KR,ko;q=0.9,en;q=0.5", "ko"), ("fr", "en"), ("", "en"), ("*", "en")]
)
def test_a_short_address_leads_to_the_page_in_the_language_of_the_browser(client, asked, language):
    page = ResourcePageFactory(slug="candle-poster")
    home_page("ko")
    code = code_of(page.resource_id)
    answer = client.get(f"/r/{code}", headers={"Accept-Language": asked})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/resources/candle-poster/")
    assert "Accept-Language" in answer["Vary"] and not answer.cookies
    assert client.get(f"/r/{code.upper()}", headers={"Accept-Language": "en"}).status_code == 302


def test_it_leads_nowhere_when_readers_may_not_see_the_page(client):
    page = ResourcePageFactory()
    code = code_of(page.resource_id)
    page.unpublish()
    assert client.get(f"/r/{code}").status_code == 404
    assert client.get(f"/r/{code}.svg").status_code == 404


@pytest.mark.parametrize("code", ["0", "-1", "zzzzzzzzzzzzzzzzzz", "2_", "..", "%00", "서", "2'"])
def test_what_is_no_code_leads_nowhere(client, code):
    assert client.get(f"/r/{code}", follow=True).status_code == 404


def test_the_page_shows_its_short_address_with_a_code_to_scan(client, settings):
    settings.SITE_ADDRESS = "https://example.org"
    page = ResourcePageFactory(slug="candle-poster")
    code = code_of(page.resource_id)
    html = client.get("/en/resources/candle-poster/").content.decode()
    assert f'href="https://example.org/r/{code}"' in html
    size, path = drawing(f"https://example.org/r/{code}")
    assert f'viewBox="0 0 {size} {size}"' in html and path in html
    answer = client.get(f"/r/{code}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == f'attachment; filename="example.org-{code}.svg"'
    assert ET.fromstring(answer.content).attrib["viewBox"] == f"0 0 {size} {size}"


def test_the_drawing_has_the_squares_of_the_code_and_white_around():
    address = "https://example.org/r/2k"
    size, path = drawing(address)
    drawn = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        drawn |= {(int(x) + step, int(y)) for step in range(int(length))}
    dark = {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(squares(address))
        for x, sign in enumerate(row)
        if sign == "1"
    }
    assert drawn == dark and size == len(squares(address)) + 2 * QUIET
