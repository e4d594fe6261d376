"""The page of a download: the reader's language first, and what is worth knowing of each file."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.factories import DocumentFactory, OwnerFactory, home_page
from home.languages import own_name
from home.models import HubDocument
from resources.factories import ResourceFactory, ResourceFileFactory, ResourcePageFactory

pytestmark = pytest.mark.django_db


def read(client, page, language="en"):
    return client.get(f"/{language}/resources/{page.slug}/").content.decode()


def with_preview(document):
    """As the worker leaves it."""
    name = default_storage.save("previews/x.webp", ContentFile(b"RIFF....WEBP"))
    made = {"preview": name, "preview_width": 640, "preview_height": 905, "pages": 2}
    HubDocument.objects.filter(pk=document.pk).update(**made)
    return document


def test_the_readers_language_comes_first_then_what_they_read_instead_then_the_others(client):
    home_page("ko")
    page = ResourcePageFactory()
    for language in ("ar", "ko", "en", "de"):
        ResourceFileFactory(resource=page.resource, language=language)
    rows = re.findall(r'id="files-([a-z-]+)"', read(client, page, "ko"))
    assert rows[:2] == ["ko", "en"]
    assert set(rows[2:]) == {"ar", "de"}
    head = read(client, page, "ko").split('id="files"')[0]
    assert "/ko/resources/" in head and "/ko/a4.pdf" in head
    assert 'href="#files-ar"' in head and own_name("ar") in head
    assert 'href="#files-ko"' not in head


def test_a_file_tells_its_pages_its_size_and_its_day(client):
    page = ResourcePageFactory()
    document = with_preview(DocumentFactory())
    HubDocument.objects.filter(pk=document.pk).update(
        uploaded_at=timezone.datetime(2026, 11, 3, 12, tzinfo=timezone.get_default_timezone())
    )
    ResourceFileFactory(resource=page.resource, document=document)
    html = " ".join(read(client, page).split())
    assert "2 pages" in html
    assert 'datetime="2026-11-03"' in html
    assert "CC BY 4.0" in html


def test_the_picture_of_the_first_page_stands_on_the_page_once_it_is_made(client):
    page = ResourcePageFactory()
    file = ResourceFileFactory(resource=page.resource, language="ko", paper="a3")
    assert "<img" not in read(client, page).split('id="files"')[0].split("page-head")[1]
    with_preview(file.document)
    address = f"/en/resources/{page.slug}/ko/a3.pdf.webp"
    assert f'src="{address}"' in read(client, page)
    response = client.get(address)
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, no-cache"
    assert client.get(f"/en/resources/{page.slug}/ko/a4.pdf.webp").status_code == 404
    page.unpublish()
    assert client.get(address).status_code == 404


def test_the_picture_of_a_restricted_page_is_for_those_who_are_let_in(client):
    page = ResourcePageFactory()
    with_preview(ResourceFileFactory(resource=page.resource).document)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="candle")
    response = client.get(f"/en/resources/{page.slug}/en/a4.pdf.webp")
    assert response["Content-Type"].startswith("text/html")


def test_a_file_of_a_closed_collection_is_for_those_who_are_let_in(client):
    page = ResourcePageFactory()
    closed = Collection.get_first_root_node().add_child(name="Closed")
    document = with_preview(ResourceFileFactory(resource=page.resource).document)
    HubDocument.objects.filter(pk=document.pk).update(collection=closed)
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="candle"
    )
    for name in ("a4.pdf", "a4.pdf.webp"):
        response = client.get(f"/en/resources/{page.slug}/en/{name}")
        assert response["Content-Type"].startswith("text/html")
        assert "public" not in response.get("Cache-Control", "")
    client.force_login(OwnerFactory())
    CollectionViewRestriction.objects.update(restriction_type="login")
    response = client.get(f"/en/resources/{page.slug}/en/a4.pdf.webp")
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/webp", "private, no-store")


@pytest.mark.parametrize(
    ("kind", "papers", "told", "untold"),
    [
        ("poster", ["a3"], ["Print at 100", "copy shop", "outdoors"], ["North America", "screens"]),
        ("petition_letter", ["a4", "letter"], ["North America", "sign with a pen"], ["copy shop"]),
        ("social_image", ["phone"], ["screens and phones"], ["Print at 100"]),
        ("guide", [""], [], ["Print at 100", "screens and phones", "Printing and sharing"]),
    ],
)
def test_what_to_know_before_printing_depends_on_kind_and_paper(client, kind, papers, told, untold):
    page = ResourcePageFactory(resource=ResourceFactory(kind=kind))
    for paper in papers:
        ResourceFileFactory(resource=page.resource, paper=paper)
    html = read(client, page)
    assert all(words in html for words in told)
    assert not any(words in html for words in untold)


def test_a_page_with_many_files_asks_as_often_as_one_with_few(client, django_assert_max_num_queries):
    few, many = ResourcePageFactory(), ResourcePageFactory()
    document = with_preview(DocumentFactory())
    ResourceFileFactory(resource=few.resource, document=document)
    for language in ("ar", "ko", "en", "de", "fr"):
        for paper in ("a4", "a3", "letter"):
            ResourceFileFactory(resource=many.resource, language=language, paper=paper, document=document)
    read(client, few), read(client, many)
    with django_assert_max_num_queries(15) as first:
        read(client, few)
    with django_assert_max_num_queries(15) as second:
        read(client, many)
    assert len(first) == len(second)
