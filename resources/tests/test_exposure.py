"""Files follow what they stand on: reachable while a page shows them, gone from their addresses when it goes."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.accounts.roles import sync_roles
from home.factories import (
    ContentPageFactory,
    DocumentFactory,
    ImageFactory,
    OwnerFactory,
    UserFactory,
    home_page,
    sample_picture,
)
from home.filekeeping import exposure, uses
from home.filekeeping.visibility import seen
from home.models import FileUse, HubImage, HubMedia
from home.registries import erasers, periodic
from home.tests.cleaning import films
from home.tests.working import run_everything
from home.translation.submit import fill, translate
from resources.factories import (
    ResourcePageFactory,
    TestimonyFactory,
    TestimonyPageFactory,
    VideoFactory,
    VideoPageFactory,
)
from resources.models import ConsentRecord, ResourceFile, VideoTrack

pytestmark = pytest.mark.django_db


def answer(client, address):
    return client.get(address).status_code


@pytest.fixture(scope="session")
def film_bytes(tmp_path_factory):
    path = tmp_path_factory.mktemp("film") / "film.webm"
    return films.make(path, *films.PICTURE, "-c:v", "libvpx").read_bytes()


@pytest.fixture
def film(film_bytes):
    return HubMedia.objects.create(
        title="Film", type="video", file=ContentFile(film_bytes, "Kim at home.webm")
    )


@pytest.fixture
def letter():
    """A document that one live page offers."""
    page = ResourcePageFactory()
    document = DocumentFactory()
    ResourceFile.objects.create(resource=page.resource, language="en", format="pdf", document=document)
    return page, document


def body(image):
    return json.dumps([{"type": "picture", "value": {"image": image.pk, "alt": "A candle"}}])


def addresses(client, page):
    return re.findall(r"/media/images/[^\s\"]+", client.get(page.url).content.decode())


def test_a_document_is_for_nobody_before_a_page_offers_it(client):
    assert answer(client, DocumentFactory().url) == 404


def test_a_document_follows_its_page_at_once(client, letter):
    page, document = letter
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    page.unpublish()
    assert answer(client, document.url) == 404
    page.save_revision().publish()
    assert answer(client, document.url) == 200
    page.delete()
    assert answer(client, document.url) == 404


def test_a_document_of_a_draft_is_for_staff_who_work_with_documents(client, letter):
    page, document = letter
    page.unpublish()
    sync_roles()
    translator = UserFactory()
    client.force_login(translator)
    assert answer(client, document.url) == 404
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_taken_from_a_download_is_closed_at_once(client, letter):
    page, document = letter
    page.resource.files.get().delete()
    assert answer(client, document.url) == 404


def test_a_file_moved_to_another_download_goes_with_it(client, letter):
    page, document = letter
    other = ResourcePageFactory()
    file = page.resource.files.get()
    file.resource = other.resource
    file.save()
    assert answer(client, document.url) == 200
    other.unpublish()
    assert answer(client, document.url) == 404


def test_a_document_stays_open_while_another_page_offers_it(client, letter):
    page, document = letter
    other = ResourcePageFactory()
    ResourceFile.objects.create(resource=other.resource, language="en", format="pdf", document=document)
    page.unpublish()
    assert answer(client, document.url) == 200


def test_a_restricted_page_closes_its_documents(client, letter):
    page, document = letter
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert answer(client, document.url) == 404


def test_a_restricted_collection_closes_its_documents_even_on_an_open_page(client, letter):
    _page, document = letter
    collection = Collection.get_first_root_node().add_child(name="Inside")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document.collection = collection
    document.save()
    assert answer(client, document.url) != 200


def test_captions_follow_their_film(client):
    page = VideoPageFactory(video=VideoFactory())
    captions = DocumentFactory(
        file=ContentFile(b"WEBVTT\n\n00:00.000 --> 00:02.000\nWords\n", "captions.vtt")
    )
    VideoTrack.objects.create(video=page.video, language="en", document=captions)
    response = client.get(captions.url)
    assert response["Content-Type"] == "text/vtt"
    page.unpublish()
    assert answer(client, captions.url) == 404


def test_a_document_whose_file_is_missing_is_not_found_and_its_page_is_whole(client, letter):
    page, document = letter
    document.file.storage.delete(document.file.name)
    assert answer(client, document.url) == 404
    assert answer(client, page.url) == 200


def test_originals_are_at_no_address_even_for_staff(client):
    image = ImageFactory()
    ContentPageFactory(body=body(image))
    assert answer(client, image.file.url) == 404
    client.force_login(OwnerFactory())
    assert answer(client, image.file.url) == 404


def test_a_withdrawn_page_takes_the_addresses_of_its_pictures_with_it(client, committed):
    with committed:
        page = ContentPageFactory(body=body(ImageFactory()))
    before = addresses(client, page)
    assert before and {answer(client, address) for address in before} == {200}
    with committed:
        page.unpublish()
    assert {answer(client, address) for address in before} == {404}
    with committed:
        page.save_revision().publish()
    after = addresses(client, page)
    assert {answer(client, address) for address in after} == {200}
    assert not set(before) & set(after)


def test_a_picture_keeps_its_addresses_while_another_page_shows_it(client, committed):
    image = ImageFactory()
    with committed:
        page, other = (ContentPageFactory(body=body(image)) for _number in range(2))
    before = addresses(client, other)
    with committed:
        page.unpublish()
    assert addresses(client, other) == before
    assert {answer(client, address) for address in before} == {200}


def test_a_picture_taken_from_a_page_leaves_its_addresses(client, committed):
    with committed:
        page = ContentPageFactory(body=body(ImageFactory()))
    before = addresses(client, page)
    with committed:
        page.body = json.dumps([])
        page.save_revision()
    assert {answer(client, address) for address in before} == {200}  # a draft changes nothing
    with committed:
        page.save_revision().publish()
    assert {answer(client, address) for address in before} == {404}


def delete(page):
    Page.objects.get(pk=page.pk).delete()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


def move(page):
    parent = ContentPageFactory()
    restrict(parent)
    Page.objects.get(pk=page.pk).move(parent, pos="last-child")


def expire(page):
    from home.background.publishing import publish_due

    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now())
    publish_due()


def unpublish_plain(page):
    Page.objects.get(pk=page.pk).unpublish()


def unpublish_by_selection(page):
    client = Client()
    client.force_login(OwnerFactory())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={page.pk}")
    assert not Page.objects.get(pk=page.pk).live


LEAVE = [delete, restrict, move, expire, unpublish_plain, unpublish_by_selection]


@pytest.mark.parametrize("leave", LEAVE)
def test_by_whatever_way_a_page_leaves_its_pictures_do_too(client, committed, leave):
    with committed:
        page = ContentPageFactory(body=body(ImageFactory()))
    before = addresses(client, page)
    assert before
    with committed:
        leave(page)
    assert {answer(client, address) for address in before} == {404}


def test_an_alias_that_leaves_with_its_source_takes_its_pictures_too(client, committed):
    with committed:
        page = ContentPageFactory(body=body(ImageFactory()))
        alias = page.create_alias(update_slug="alias")
    before = addresses(client, alias)
    assert before
    with committed:
        page.unpublish()
    assert {answer(client, address) for address in before} == {404}


def test_readers_whom_a_restricted_page_lets_in_may_open_its_documents(client, letter):
    page, document = letter
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert answer(client, document.url) == 404
    client.force_login(UserFactory())
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_page_that_is_opened_again_has_all_its_pictures_again(client, committed):
    with committed:
        page = ContentPageFactory(
            body=body(ImageFactory()), social_image=ImageFactory(), social_image_alt="A candle"
        )
    run_everything()
    restriction = PageViewRestriction(page=page, restriction_type="login")
    with committed:
        restriction.save()
    with committed:
        restriction.delete()
    run_everything()
    text = client.get(page.url).content.decode()
    assert "og:image" in text and "image/avif" in text
    shown = re.findall(r"/media/images/[^\s\"]+", text)
    assert {answer(client, address) for address in shown} == {200}
    with committed:  # and it leaves again
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert {answer(client, address) for address in shown} == {404}


def test_a_copy_of_a_film_read_before_it_moved_does_not_lose_it(committed, film):
    with committed:
        page = VideoPageFactory(video=VideoFactory(media=film))
    old = HubMedia.objects.get()
    with committed:
        page.unpublish()
    old.title = "A better title"
    with committed:
        old.save()
    media = HubMedia.objects.get()
    assert media.title == "A better title"
    assert default_storage.exists(media.file.name) and default_storage.exists(media.thumbnail.name)
    with committed:
        exposure.withdraw([("media", media.pk)])
        exposure.withdraw([("media", media.pk)])
    media.refresh_from_db()
    assert default_storage.exists(media.file.name)


def test_a_film_that_replaces_another_takes_the_picture_from_it_along(committed, film, film_bytes):
    frame = film.thumbnail.name
    media = HubMedia.objects.get()
    media.file = ContentFile(film_bytes, "other.webm")
    with committed:
        media.save()
    assert media.thumbnail.name != frame
    assert not default_storage.exists(frame)
    chosen = HubMedia.objects.get()
    chosen.thumbnail = ContentFile(sample_picture(), "chosen.jpg")
    chosen.save()
    kept = chosen.thumbnail.name
    chosen.file = ContentFile(film_bytes, "third.webm")
    chosen.save()
    assert chosen.thumbnail.name == kept


def test_withdrawn_consent_takes_the_pictures_of_the_account(client, committed):
    testimony = TestimonyFactory(is_sample=False, account_language="en")
    consent = ConsentRecord.objects.create(testimony=testimony, given_on="2026-01-01", website=True)
    with committed:
        picture = ImageFactory(recognisable="nobody")
        page = TestimonyPageFactory(testimony=testimony, body=body(picture))
    before = addresses(client, page)
    assert before
    with committed:
        consent.withdrawn_on = timezone.localdate()
        consent.save()
    assert {answer(client, address) for address in before} == {404}


def test_the_picture_for_sharing_is_a_use_as_well(committed):
    image = ImageFactory()
    with committed:
        page = ContentPageFactory(social_image=image, social_image_alt="A candle")
    assert seen(FileUse.Kind.PICTURE, [image.pk]) == {image.pk}
    with committed:
        page.unpublish()
    assert HubImage.objects.get().token != image.token


def test_a_film_moves_when_its_page_is_withdrawn_and_plays_on_when_it_returns(client, committed, film):
    with committed:
        page = VideoPageFactory(video=VideoFactory(media=film))
    text = client.get(page.url).content.decode()
    before = re.findall(r"/media/media[^\s\"]+", text)
    assert len(set(before)) == 2  # the film and a picture from it
    assert "Kim" not in "".join(before)
    assert {answer(client, address) for address in before} == {200}
    with committed:
        page.unpublish()
    assert {answer(client, address) for address in before} == {404}
    with committed:
        page.save_revision().publish()
    after = re.findall(r"/media/media[^\s\"]+", client.get(page.url).content.decode())
    assert {answer(client, address) for address in after} == {200}
    assert not set(before) & set(after)


def test_what_a_dead_process_left_in_public_is_withdrawn_by_the_scheduler(client, committed):
    with committed:
        page = ContentPageFactory(body=body(ImageFactory()))
    before = addresses(client, page)
    Page.objects.filter(pk=page.pk).update(live=False)
    with committed:
        assert exposure.reconcile() == "1"
    assert {answer(client, address) for address in before} == {404}
    assert exposure.reconcile() == ""


def test_uses_that_were_never_noted_are_noted_by_the_scheduler(client, letter):
    _page, document = letter
    FileUse.objects.all().delete()
    assert answer(client, document.url) == 404
    uses.note_all()
    assert answer(client, document.url) == 200


@pytest.mark.parametrize("name", ["make-pictures", "withdraw-files", "note-files", "sweep-files"])
def test_the_scheduler_knows_the_jobs_of_files(name):
    assert name in periodic


def test_the_admin_shows_a_picture_that_stands_nowhere(client):
    image = ImageFactory()
    client.force_login(OwnerFactory())
    text = client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    shown = re.findall(r"/media/images/[^\s\"]+", text)
    assert shown and {answer(client, address) for address in shown} == {200}
    assert image.file.url not in text


def test_what_was_uploaded_for_a_page_is_erased_with_it_and_what_others_use_stays(committed):
    own, older, shared = (ImageFactory() for _number in range(3))
    with committed:
        page = TestimonyPageFactory(body=body(older))
        page.body = json.dumps([*json.loads(body(own)), *json.loads(body(shared))])
        page.save_revision().publish()
        ContentPageFactory(body=body(shared))
    with committed:
        assert dict(erasers.items())["files"]([page.pk]) == 2
    assert list(HubImage.objects.all()) == [shared]
    assert not default_storage.exists(own.file.name)


def test_a_picture_stays_while_a_translation_shows_it(client, committed):
    with committed:
        page = ContentPageFactory(body=body(ImageFactory()))
        korean = home_page("ko").locale
        translation = translate(page, korean)
        fill(translation, lambda path, text: f"{text}!")
        translation.save_target(publish=True)
    assert page.get_translation(korean).live
    before = addresses(client, page)
    with committed:
        page.unpublish()
    there = page.get_translation(korean)
    assert there.live
    assert addresses(client, there) == before
    assert {answer(client, address) for address in before} == {200}
    with committed:
        there.unpublish()
    assert {answer(client, address) for address in before} == {404}


def test_a_picture_of_a_draft_is_shown_to_its_editor_under_an_address_that_nobody_guesses(client, committed):
    with committed:
        image = ImageFactory()
        page = ContentPageFactory(live=False, body=body(image))
    run_everything()
    client.force_login(OwnerFactory())
    text = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    shown = set(re.findall(r"/media/images/([0-9a-f]+)/", text))
    assert shown == {HubImage.objects.get().token}
    assert len(shown.pop()) == 24
