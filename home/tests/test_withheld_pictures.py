"""What people send in is nobody's business until it is published, and nobody's again when it is taken back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image

from home.factories import ImageFactory, OwnerFactory
from home.filekeeping.sweep import sweep
from home.models import HubImage
from home.pictures import making, withholding
from home.tests.cleaning import pictures
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


def sent_in():
    data = pictures.encode(pictures.scene((900, 600), "RGB"), "jpeg", plant=False)
    return withholding.take_in(ContentFile(data, "photo.jpg"), "Photograph of a report")


def stored(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [*files, *(name for each in folders for name in stored(f"{folder}/{each}"))]


def test_nothing_is_made_of_a_withheld_picture(committed):
    with committed:
        image = sent_in()
    run_everything()
    making.complete()
    image = HubImage.every.get(pk=image.pk)
    assert image.made == {} and not image.renditions.exists()
    assert stored("images") == []


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose"])
def test_no_library_and_no_chooser_offers_it(client, name):
    sent_in()
    ImageFactory(title="For everybody")
    client.force_login(OwnerFactory())
    text = client.get(reverse(name)).content.decode()
    assert "For everybody" in text
    assert "Photograph of a report" not in text
    found = client.get(reverse(name), {"q": "Photograph"})
    assert found.status_code == 200
    assert "Photograph of a report" not in found.content.decode()


@pytest.mark.parametrize("name", ["edit", "delete", "image_usage"])
def test_its_pages_in_the_library_are_not_there(client, name):
    client.force_login(OwnerFactory())
    assert client.get(reverse(f"wagtailimages:{name}", args=[sent_in().pk])).status_code == 404


def test_it_is_seen_by_those_who_may_as_a_small_picture():
    with Image.open(BytesIO(withholding.preview(sent_in()))) as seen:
        assert (seen.format, seen.size) == ("JPEG", (900, 600))


def test_offered_it_is_made_and_withheld_again_all_of_that_is_gone(committed):
    with committed:
        image = sent_in()
    with committed:
        withholding.offer([image.pk], ["card"])
    run_everything()
    shown = HubImage.objects.get(pk=image.pk)
    assert {"first", "card"} <= set(shown.made)
    assert stored("images")
    with committed:
        withholding.withhold([image.pk])
    run_everything()
    assert stored("images") == []
    assert HubImage.every.get(pk=image.pk).token != shown.token
    assert default_storage.exists(image.file.name)


def test_the_library_finds_it_once_it_is_offered_and_no_longer_when_it_is_withheld(committed):
    def found(title):
        return {each.pk for each in HubImage.every.search(title)}

    with committed:
        image = sent_in()
    run_everything()
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).exists()
    assert found(image.title) == set()
    with committed:
        withholding.offer([image.pk])
    assert found(image.title) == {image.pk}
    with committed:
        withholding.withhold([image.pk])
    assert found(image.title) == set()


def test_a_withheld_picture_is_no_orphan_and_forgotten_its_file_goes(committed):
    with committed:
        image = sent_in()
    assert sweep(change=False, grace=timedelta(0)).orphans == []
    with committed:
        withholding.forget([image.pk])
    assert stored("original_images") == []
