"""Uploads by every door: the admin's forms, models, the shell."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.factories import OwnerFactory
from home.models import HubImage
from home.tests.cleaning import pictures

pytestmark = pytest.mark.django_db

SECRET = pictures.SECRET


def stored(settings):
    """Every file of the media folder: relative name → bytes."""
    root = settings.MEDIA_ROOT
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def editor(client):
    client.force_login(OwnerFactory())
    return client


@pytest.fixture
def photo():
    return pictures.encode(pictures.scene((400, 300)), "jpeg", orientation=6)


def save(photo):
    return HubImage.objects.create(title="Photo", file=ContentFile(photo, "IMG_2041.jpg"))


def bulk(photo):
    image = HubImage(title="Photo", file=ContentFile(photo, "IMG_2041.jpg"))
    return HubImage.objects.bulk_create([image])[0]


def field_file(photo):
    image = HubImage(title="Photo")
    image.file.save("IMG_2041.jpg", ContentFile(photo), save=True)
    return image


@pytest.mark.parametrize("door", [save, bulk, field_file])
def test_a_picture_is_cleaned_by_whatever_door_of_a_model(door, photo, settings):
    image = door(photo)
    image = HubImage.objects.get(pk=image.pk)
    assert (image.width, image.height) == (300, 400)
    assert image.file_size == image.file.size and image.file_hash
    assert "location" in image.removed
    files = stored(settings)
    assert files
    assert not [name for name, data in files.items() if SECRET in data]


def test_the_form_for_one_picture_cleans_it_and_tells_what_was_removed(editor, photo, settings):
    response = editor.post(
        reverse("wagtailimages:add"),
        {"title": "Photo", "file": SimpleUploadedFile("IMG.jpg", photo, "image/jpeg"), "collection": 1},
        follow=True,
    )
    assert "the place where it was made" in response.content.decode()
    assert not [name for name, data in stored(settings).items() if SECRET in data]
    edit = editor.get(reverse("wagtailimages:edit", args=[HubImage.objects.get().pk]))
    assert "the place where it was made" in edit.content.decode()
