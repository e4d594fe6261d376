"""Uploads by every door: the admin's forms, models, the shell."""

import gc
from io import BytesIO, UnsupportedOperation

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.images.models import AbstractRendition
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from home.cleaning import others, process
from home.cleaning.formats import kinds
from home.cleaning.forms import CleanPictureField, CleanUploadField
from home.cleaning.uploads import clean_made
from home.factories import OwnerFactory, sample_pdf
from home.filekeeping.sweep import file_fields
from home.models import HubDocument, HubImage, HubMedia
from home.tests.cleaning import films, pdfs, pictures

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


def test_many_pictures_at_once_are_cleaned_and_each_tells_what_was_removed(editor, photo, settings):
    response = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Photo", "files[]": SimpleUploadedFile("IMG.jpg", photo, "image/jpeg"), "collection": 1},
    )
    said = response.json()
    assert said["success"] is True
    assert "the place where it was made" in said["form"]
    assert not [name for name, data in stored(settings).items() if SECRET in data]


def test_a_picture_uploaded_in_the_chooser_is_cleaned(editor, photo, settings):
    data = {
        "image-chooser-upload-title": "Photo",
        "image-chooser-upload-file": SimpleUploadedFile("IMG.jpg", photo, "image/jpeg"),
        "image-chooser-upload-collection": 1,
    }
    response = editor.post(reverse("wagtailimages_chooser:create"), data)
    assert response.json()["step"] == "chosen"
    assert not [name for name, data in stored(settings).items() if SECRET in data]


@pytest.mark.parametrize(
    "door", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"]
)
def test_a_document_is_cleaned_by_whatever_door_of_the_admin(editor, settings, door):
    prefix = "document-chooser-upload-" if "chooser" in door else ""
    name = "files[]" if "multiple" in door else f"{prefix}file"
    upload = SimpleUploadedFile("letter.pdf", pdfs.telling(), "application/pdf")
    editor.post(reverse(door), {f"{prefix}title": "Letter", name: upload, f"{prefix}collection": 1})
    document = HubDocument.objects.get()
    assert "author" in document.removed
    assert SECRET not in pdfs.everything(document.file.read())
    assert document.file_size == document.file.size


@pytest.mark.parametrize("door", ["wagtailimages:add_multiple", "wagtaildocs:add_multiple"])
def test_the_page_for_several_files_opens_and_says_what_is_taken(editor, door):
    answer = editor.get(reverse(door))
    assert answer.status_code == 200
    assert "at most" in answer.content.decode()


def test_a_new_file_for_a_picture_replaces_the_old_one_everywhere(editor, photo, settings, committed):
    image = save(photo)
    before = set(stored(settings))
    other = SimpleUploadedFile("other.png", pictures.encode(pictures.scene((200, 100)), "png"), "image/png")
    address = reverse("wagtailimages:edit", args=[image.pk])
    with committed:
        editor.post(address, {"title": "Photo", "file": other, "collection": 1})
    image.refresh_from_db()
    assert (image.width, image.height) == (200, 100)
    assert not before & set(stored(settings))
    assert not [name for name, data in stored(settings).items() if SECRET in data]


REFUSED = {
    "markup": (b"<html><script>alert(1)</script>", "photo.jpg"),
    "program": (b"MZ\x90\x00" + b"\0" * 100, "photo.png"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "photo.svg"),
    "cut": (pictures.encode(pictures.scene(), "jpeg")[:900], "photo.jpg"),
    "eleven bytes": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "photo.jpg"),
    "empty": (b"", "photo.jpg"),
    "other kind": (pictures.encode(pictures.scene(), "png"), "photo.jpg"),
    "polyglot": (pictures.encode(pictures.scene(), "jpeg") + b"PK\x03\x04" + b"\0" * 50, "photo.jpg"),
    "pixels": (pictures.encode(Image.new("1", (6000, 5000)), "png", plant=False), "photo.png"),
    "pdf": (sample_pdf(), "photo.jpg"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_is_refused_at_the_field_and_leaves_nothing(editor, settings, what):
    data, name = REFUSED[what]
    response = editor.post(
        reverse("wagtailimages:add"),
        {"title": "My title", "file": SimpleUploadedFile(name, data), "collection": 1},
    )
    form = response.context["form"]
    assert list(form.errors) == ["file"]
    assert form["title"].value() == "My title"
    assert not HubImage.objects.exists()
    assert not stored(settings)


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_is_refused_by_the_model_keyed_to_its_field(settings, what):
    data, name = REFUSED[what]
    with pytest.raises(ValidationError) as refused:
        HubImage.objects.create(title="Photo", file=ContentFile(data, name))
    assert list(refused.value.message_dict) == ["file"]
    assert not stored(settings)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pdfs.encrypted(), "a.pdf"),
        (pdfs.encrypted("secret"), "a.pdf"),
        (pdfs.telling()[:3000], "a.pdf"),
        (b"<html>", "a.pdf"),
        (b"PK\x03\x04" + b"\0" * 200, "a.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40, "a.docx"),
        (b"\x00\x01\x02", "a.txt"),
        (b"#!/bin/sh", "a.sh"),
    ],
)
def test_a_document_that_cannot_be_cleaned_is_refused_at_the_field(editor, settings, data, name):
    response = editor.post(
        reverse("wagtaildocs:add"),
        {"title": "My title", "file": SimpleUploadedFile(name, data), "collection": 1},
    )
    assert list(response.context["form"].errors) == ["file"]
    assert not HubDocument.objects.exists()
    assert not stored(settings)


def test_a_reason_is_given_in_the_language_of_the_editor(editor):
    user = OwnerFactory(email="ko@example.org")
    UserProfile.objects.create(user=user, preferred_language="ko")
    editor.force_login(user)
    response = editor.post(
        reverse("wagtailimages:add"),
        {"title": "x", "file": SimpleUploadedFile("photo.jpg", b"<html>", "image/jpeg"), "collection": 1},
    )
    assert "다른 종류" in response.content.decode()


def test_a_rolled_back_upload_leaves_no_file(photo, settings):
    with pytest.raises(RuntimeError), transaction.atomic():
        save(photo)
        assert stored(settings)
        raise RuntimeError
    assert not stored(settings)


def test_an_upload_of_which_only_a_part_is_rolled_back_leaves_the_other_part(photo, settings):
    with transaction.atomic():
        kept = save(photo)
        with pytest.raises(RuntimeError), transaction.atomic():
            HubDocument.objects.create(title="Letter", file=ContentFile(sample_pdf(), "letter.pdf"))
            raise RuntimeError
    assert kept.file.storage.exists(kept.file.name)
    assert not [name for name in stored(settings) if name.startswith("documents/")]


def test_a_row_that_cannot_be_written_leaves_no_file(settings):
    document = HubDocument(title=None, file=ContentFile(sample_pdf(), "letter.pdf"))
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()
    assert not stored(settings)


def test_a_deleted_picture_takes_all_its_files_with_it(photo, settings, committed):
    with committed:
        save(photo)
    assert stored(settings)
    with committed:
        HubImage.objects.get().delete()
    assert not stored(settings)


def test_an_upload_leaves_nothing_in_the_temporary_folder(photo, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "temporary"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    save(photo)
    with pytest.raises(ValidationError):
        HubImage.objects.create(title="Photo", file=ContentFile(b"no picture", "x.jpg"))
    gc.collect()
    assert not list(settings.FILE_UPLOAD_TEMP_DIR.iterdir())


def test_a_stock_model_of_an_installed_app_is_cleaned_too(photo, settings):
    UploadedFile.objects.create(file=ContentFile(photo, "x.jpg"))
    assert stored(settings)
    assert not [name for name, data in stored(settings).items() if SECRET in data]


@pytest.mark.parametrize("kind", ["heic", "tiff"])
def test_what_the_web_cannot_show_is_stored_as_what_it_can(kind):
    data = pictures.encode(pictures.scene((300, 200)), kind, orientation=6)
    image = HubImage.objects.create(title="Photo", file=ContentFile(data, f"IMG.{kind}"))
    assert image.file.name.endswith(".jpg")
    with image.file.open() as file, Image.open(BytesIO(file.read())) as opened:
        assert opened.format == "JPEG"
        assert opened.size == (image.width, image.height)


def test_no_file_field_of_the_site_is_left_out():
    """Every model field that keeps files either cleans by itself, is listened to, or holds what is made of clean files."""
    for model, field in file_fields():
        known = (
            isinstance(field, others.OWN) or model in others._fields or issubclass(model, AbstractRendition)
        )
        assert known, f"{model._meta.label}.{field.name}"


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A second of film that tells where and by whom it was made."""
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    tags = films.tagged({"location": films.PLACE, "artist": films.SENTINEL, "title": films.SENTINEL})
    return films.make(path, *films.PICTURE, *films.SOUND, *films.H264, *tags, "-shortest").read_bytes()


def test_a_film_is_cleaned_in_the_admin_measured_and_given_a_picture(editor, film, settings):
    response = editor.post(
        reverse("wagtailmedia:add", args=["video"]),
        {
            "title": "Film",
            "file": SimpleUploadedFile("Kim.mp4", film, "video/mp4"),
            "duration": 0,
            "collection": 1,
        },
        follow=True,
    )
    assert "the place where it was made" in response.content.decode()
    media = HubMedia.objects.get()
    assert 0.9 < media.duration < 1.2
    assert (media.width, media.height) == (64, 48)
    assert media.thumbnail.name.endswith(".jpg")
    for data in stored(settings).values():
        assert films.SENTINEL.encode() not in data and films.PLACE.encode() not in data


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_what_is_no_film_or_sound_is_refused_at_the_field(editor, settings, kind):
    upload = SimpleUploadedFile("film.mp4", b"<html>", "video/mp4")
    data = {"title": "Film", "file": upload, "duration": 0, "collection": 1}
    response = editor.post(reverse("wagtailmedia:add", args=[kind]), data)
    assert list(response.context["form"].errors) == ["file"]
    assert not stored(settings)


def test_a_film_is_refused_where_the_program_that_cleans_it_is_missing(editor, film, settings, monkeypatch):
    monkeypatch.setenv("HUB_FFMPEG", "/nowhere/ffmpeg")
    upload = SimpleUploadedFile("film.mp4", film, "video/mp4")
    data = {"title": "Film", "file": upload, "duration": 0, "collection": 1}
    response = editor.post(reverse("wagtailmedia:add", args=["video"]), data)
    assert "is missing on this server" in str(response.context["form"].errors["file"])
    assert not stored(settings)


def test_a_picture_for_a_film_is_cleaned(editor, film, photo, settings):
    data = {
        "title": "Film",
        "file": SimpleUploadedFile("film.mp4", film, "video/mp4"),
        "thumbnail": SimpleUploadedFile("photo.jpg", photo, "image/jpeg"),
        "duration": 0,
        "collection": 1,
    }
    editor.post(reverse("wagtailmedia:add", args=["video"]), data)
    with HubMedia.objects.get().thumbnail.open() as file, Image.open(BytesIO(file.read())) as opened:
        assert opened.size == (300, 400)
    assert not [name for name, data in stored(settings).items() if SECRET in data]


def test_a_callback_that_fails_takes_no_file_of_a_committed_row(photo, settings, committed):
    with pytest.raises(ZeroDivisionError), committed:
        transaction.on_commit(lambda: 1 / 0)
        image = save(photo)
    gc.collect()
    assert image.file.storage.exists(image.file.name)


def test_a_row_that_was_copied_keeps_its_file_when_the_other_goes(committed):
    with committed:
        document = HubDocument.objects.create(title="One", file=ContentFile(sample_pdf(), "letter.pdf"))
        first = document.pk
        document.pk, document._state.adding = None, True
        document.save()
    with committed:
        HubDocument.objects.get(pk=first).delete()
    assert document.file.storage.exists(document.file.name)
    with committed:
        HubDocument.objects.get().delete()
    assert not document.file.storage.exists(document.file.name)


def test_nothing_waits_for_a_file_that_is_being_cleaned(photo, monkeypatch):
    """A transaction would hold the only writer's place in the database meanwhile."""
    outside, real = len(connection.savepoint_ids), process.clean

    def clean(*args):
        assert len(connection.savepoint_ids) == outside
        return real(*args)

    monkeypatch.setattr(process, "clean", clean)
    save(photo)


def test_a_file_is_looked_into_by_the_child_alone(photo, monkeypatch):
    monkeypatch.setattr(kinds, "sniff", lambda path: pytest.fail("read in the web server's process"))
    assert save(photo).removed


def test_what_the_site_made_itself_is_cleaned_as_everything_else_but_here(photo, monkeypatch):
    monkeypatch.setattr(process, "clean", lambda *args: pytest.fail("started a child"))
    made = clean_made(photo, "photo.jpg", "picture")
    assert made.removed and SECRET not in made.read()


class Pipe(File):
    """Neither a size nor a way back."""

    def __init__(self, data, name):
        super().__init__(None, name)
        self.data = data

    size = property(lambda self: (_ for _ in ()).throw(AttributeError("unknown")))

    def chunks(self, chunk_size=None):
        yield self.data

    def seek(self, *args):
        raise UnsupportedOperation

    def __bool__(self):
        return True


def test_a_file_without_size_or_way_back_is_cleaned_too(photo, settings):
    image = HubImage(title="Photo")
    image.file.save("IMG.jpg", Pipe(photo, "IMG.jpg"))
    assert "location" in image.removed
    with pytest.raises(ValidationError) as refused:
        HubImage(title="Photo").file.save("IMG.jpg", Pipe(b"\0" * (21 * 2**20), "IMG.jpg"))
    assert list(refused.value.message_dict) == ["file"]


@pytest.mark.parametrize("language", ["en", "ko", "de"])
def test_what_a_field_says_is_in_the_readers_language(language):
    field = CleanUploadField(family="picture")
    told = {
        "help": field.help_text,
        "big": field.error_messages["file_too_large_unknown_size"],
        "kind": CleanPictureField().error_messages["invalid_image_extension"],
    }
    with override("en"):
        english = {name: str(words) for name, words in told.items()}
    with override(language):
        theirs = {name: str(words) for name, words in told.items()}
    assert all((theirs[name] == english[name]) is (language == "en") for name in told)
    assert "at most" in english["help"] and "too big" in english["big"]
