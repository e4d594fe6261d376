"""The picture of a document's first page: made by the worker, and gone with the document."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from home.factories import DocumentFactory, sample_picture
from home.filekeeping import sweep
from home.models import HubDocument
from home.previews import making
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploaded(django_capture_on_commit_callbacks):
    """A document, after the worker has been there."""

    def upload(content=None, name="letter.pdf"):
        with django_capture_on_commit_callbacks(execute=True):
            document = (
                DocumentFactory()
                if content is None
                else HubDocument.objects.create(title="File", file=ContentFile(content, name))
            )
        run_everything()
        document.refresh_from_db()
        return document

    return upload


def picture(document):
    with document.preview.open() as file:
        return Image.open(io.BytesIO(file.read()))


def test_the_first_page_of_a_pdf_is_drawn_and_its_pages_are_counted(uploaded):
    document = uploaded()
    drawn = picture(document)
    assert (drawn.format, drawn.size) == ("WEBP", (document.preview_width, document.preview_height))
    assert max(drawn.width / 640, drawn.height / 960) == pytest.approx(1, abs=0.01)
    assert document.pages == 1
    assert document.uploaded_at


def test_a_picture_is_drawn_smaller(uploaded):
    document = uploaded(sample_picture(size=(1200, 1200)), "image.jpg")
    assert picture(document).size == (640, 640)
    assert document.pages is None


def test_what_is_neither_is_left_alone(uploaded):
    document = uploaded(b"One flame is enough.", "words.txt")
    assert not document.preview
    assert document.preview_height is None


@pytest.mark.parametrize("said", [b"Segmentation fault", b'{"width": 5, "height": 5}', b""])
def test_what_can_not_be_drawn_is_tried_once(monkeypatch, said):
    document = DocumentFactory()
    monkeypatch.setattr(making.process, "_run", lambda *args: said)
    making.complete()
    run_everything()
    document.refresh_from_db()
    assert not document.preview
    assert document.preview_height == 0
    assert document.pages == 1


def test_another_file_takes_the_picture_of_the_old_one_along(uploaded, django_capture_on_commit_callbacks):
    document = uploaded()
    old = document.preview.name
    with django_capture_on_commit_callbacks(execute=True):
        document.file = ContentFile(b"Words.", "words.txt")
        document.save()
    assert not default_storage.exists(old)
    document.refresh_from_db()
    assert not document.preview and document.preview_height is None and document.pages is None


def test_somebody_who_renames_the_document_keeps_what_the_worker_made(uploaded):
    document = DocumentFactory()
    making.complete()
    run_everything()
    document.title = "Renamed"
    document.save()
    document.refresh_from_db()
    assert default_storage.exists(document.preview.name)


def test_the_picture_goes_with_its_document(uploaded, django_capture_on_commit_callbacks):
    document = uploaded()
    name = document.preview.name
    assert name in sweep.named_files()
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert not default_storage.exists(name)


def test_a_file_that_was_replaced_while_it_was_drawn_keeps_no_old_picture(uploaded, monkeypatch):
    document = DocumentFactory()
    drawn = making._draw

    def meanwhile(document, folder):
        found = drawn(document, folder)
        HubDocument.objects.filter(pk=document.pk).update(file="documents/x/other.pdf")
        return found

    monkeypatch.setattr(making, "_draw", meanwhile)
    making.make_preview.call(document.pk)
    document.refresh_from_db()
    assert not document.preview and document.preview_height is None


def test_the_picture_has_no_address_under_media(client, uploaded):
    document = uploaded()
    assert client.get(f"/media/{document.preview.name}").status_code == 404
