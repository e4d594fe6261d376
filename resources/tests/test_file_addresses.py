"""Readable addresses of files: what they say, who may follow them, and that no page shows another one."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from home.factories import DocumentFactory
from resources.factories import ResourceFileFactory, ResourcePageFactory
from resources.models import ResourceFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def poster():
    page = ResourcePageFactory(title="Candle poster", slug="candle-poster")
    ResourceFileFactory(resource=page.resource, language="ko", paper="a3")
    return page


def in_korean(page):
    return ResourcePageFactory(
        locale="ko",
        title="촛불 포스터",
        slug=page.slug,
        translation_key=page.translation_key,
        resource=page.resource,
    )


def content(response):
    return b"".join(response.streaming_content)


def disposition(response):
    return response["Content-Disposition"]


A3 = "/en/resources/candle-poster/ko/a3.pdf"


def test_an_address_says_what_the_file_is_and_gives_it(client, poster):
    response = client.get(A3)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert content(response).startswith(b"%PDF")
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert client.get(A3, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_file_is_named_in_its_own_language(client, poster):
    assert disposition(client.get(A3)) == 'inline; filename="Candle poster A3.pdf"'
    korean = in_korean(poster)
    name = "%EC%B4%9B%EB%B6%88%20%ED%8F%AC%EC%8A%A4%ED%84%B0%20A3.pdf"
    assert disposition(client.get(A3)) == f"inline; filename*=utf-8''{name}"
    korean.unpublish()
    assert disposition(client.get(A3)) == 'inline; filename="Candle poster A3.pdf"'


def test_readers_of_every_language_have_the_address_under_their_own_prefix(client, poster):
    in_korean(poster)
    for prefix in ("ko", "en"):
        assert client.get(f"/{prefix}/resources/candle-poster/ko/a3.pdf").status_code == 200


def test_a_file_for_no_paper_and_a_format_in_capitals_have_an_address(client, poster):
    ResourceFileFactory(resource=poster.resource, language="zh-hant", paper="", format="PDF")
    html = client.get("/en/resources/candle-poster/").content.decode()
    assert 'href="/en/resources/candle-poster/zh-hant/file.pdf"' in html
    assert client.get("/en/resources/candle-poster/zh-hant/file.pdf").status_code == 200


@pytest.mark.parametrize(
    "below",
    [
        "ko/a3.pdf/",
        "ko/a4.pdf",
        "en/a3.pdf",
        "ko/a3.docx",
        "ko/file.pdf",
        "ko/a3",
        "ko/",
        "ko/a3.pdf/more.pdf",
        "../a3.pdf",
        "%00/a3.pdf",
        "ko/a3.pd%00f",
        "xx-no-such-language-at-all/a3.pdf",
    ],
)
def test_what_is_not_there_is_not_found(client, poster, below):
    assert client.get(f"/en/resources/candle-poster/{below}", follow=True).status_code == 404


def test_a_file_is_read_only(client, poster):
    assert client.post(A3).status_code == 405


def test_a_file_follows_its_page_at_once(client, poster):
    poster.unpublish()
    assert client.get(A3).status_code == 404
    poster.save_revision().publish()
    assert client.get(A3).status_code == 200
    poster.resource.files.all().delete()
    assert client.get(A3).status_code == 404


def test_a_restricted_page_asks_before_it_gives_its_files(client, poster):
    PageViewRestriction.objects.create(page=poster, restriction_type="password", password="candle")
    response = client.get(A3)
    assert response["Content-Type"].startswith("text/html")
    session = client.session
    session["passed_page_view_restrictions"] = [poster.view_restrictions.get().pk]
    session.save()
    response = client.get(A3)
    assert content(response).startswith(b"%PDF")
    assert response["Cache-Control"].startswith("private, no-store")


def test_replacing_the_document_keeps_the_address(client, poster):
    before = client.get(A3)
    file = poster.resource.files.get()
    file.document = DocumentFactory(file=ContentFile(b"Other words.", "words.txt"))
    file.save()
    after = client.get(A3, headers={"If-None-Match": before["ETag"]})
    assert content(after).strip() == b"Other words."
    assert after["ETag"] != before["ETag"]


def test_a_page_shows_no_other_address_of_its_files(client, poster):
    html = client.get("/en/resources/candle-poster/").content.decode()
    assert f'href="{A3}"' in html
    assert "/documents/" not in html
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert f"http://localhost{A3}" in json.dumps(json.loads(data))


def test_the_preview_of_a_draft_links_to_what_staff_may_open(rf, poster):
    poster.unpublish()
    response = poster.make_preview_request(preview_mode="")
    html = response.rendered_content
    assert poster.resource.files.get().document.url in html


def test_a_format_is_letters_and_digits(poster):
    file = ResourceFile(resource=poster.resource, language="en", format="p/df", document=DocumentFactory())
    with pytest.raises(Exception, match="Letters and digits only"):
        file.full_clean()
