"""Rows and files compared, and files that came in otherwise cleaned where they are."""

import os
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from home.factories import DocumentFactory, ImageFactory
from home.filekeeping.sweep import sweep
from home.models import HubDocument, HubImage
from home.tests.cleaning import pdfs, pictures

pytestmark = pytest.mark.django_db


def run(command, **options):
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def age(name, hours):
    path = default_storage.path(name)
    then = os.path.getmtime(path) - hours * 3600
    os.utime(path, (then, then))


def orphan(name, hours=48):
    default_storage.save(name, ContentFile(b"nobody's"))
    age(name, hours)
    return name


def test_files_and_rows_that_agree_are_left_alone():
    ImageFactory()
    DocumentFactory()
    assert "agree" in run("sweep_files", older_than=0)
    assert not default_storage.exists("quarantine")


@pytest.mark.parametrize("name", ["documents/x/old.pdf", "images/abc/width-400.avif", "media/loose.mp4"])
def test_a_file_that_no_row_names_is_put_aside(client, name):
    orphan(name)
    said = run("sweep_files")
    assert name in said
    assert not default_storage.exists(name)
    aside = list(default_storage.listdir("quarantine")[0])
    assert default_storage.exists(f"quarantine/{aside[0]}/{name}")
    assert client.get(f"/media/quarantine/{aside[0]}/{name}").status_code == 404


def test_a_young_file_is_left_for_its_row_to_come():
    name = orphan("documents/x/new.pdf", hours=1)
    assert not sweep().orphans
    assert default_storage.exists(name)


def test_a_dry_run_only_reports():
    name = orphan("documents/x/old.pdf")
    assert name in run("sweep_files", dry_run=True)
    assert default_storage.exists(name)


def test_a_row_whose_file_is_missing_is_told():
    document = DocumentFactory()
    default_storage.delete(document.file.name)
    said = run("sweep_files")
    assert f"home.HubDocument {document.pk}" in said
    assert HubDocument.objects.exists()


def test_a_size_that_is_missing_is_made_again(committed):
    with committed:
        image = ImageFactory()
    name = image.renditions.get().file.name
    default_storage.delete(name)
    sweep()
    image.refresh_from_db()
    assert image.made == {"wanted": ["text"]}
    assert not image.renditions.exists()


def test_what_was_in_quarantine_for_a_month_goes():
    name = orphan("quarantine/2026-01-01/documents/x.pdf", hours=24 * 31)
    assert "deleted" in run("sweep_files")
    assert not default_storage.exists(name)


def smuggle(thing, data):
    """The file of a row, replaced behind the site's back."""
    with open(default_storage.path(thing.file.name), "wb") as file:
        file.write(data)


def test_files_that_came_in_otherwise_are_cleaned_and_told(committed):
    image, document = ImageFactory(), DocumentFactory()
    smuggle(image, pictures.encode(pictures.scene((90, 60)), "jpeg", orientation=6))
    smuggle(document, pdfs.telling())
    old = image.file.name
    with committed:
        said = run("clean_uploads")
    assert "the place where it was made" in said
    assert "2 cleaned" in said
    image, document = HubImage.objects.get(), HubDocument.objects.get()
    assert pictures.SECRET not in image.file.read()
    assert pictures.SECRET not in pdfs.everything(document.file.read())
    assert (image.width, image.height) == (60, 90)
    assert not default_storage.exists(old)


def test_clean_files_stay_as_they_are_to_the_last_bit():
    image = ImageFactory()
    with image.file.open() as file:
        before = file.read()
    assert "0 cleaned" in run("clean_uploads")
    image.refresh_from_db()
    with image.file.open() as file:
        assert file.read() == before


def test_a_dry_run_cleans_nothing():
    document = DocumentFactory()
    smuggle(document, pdfs.telling())
    assert "1 would be cleaned" in run("clean_uploads", dry_run=True)
    with document.file.open() as file:
        assert pictures.SECRET in file.read()


def test_what_cannot_be_cleaned_is_named_and_the_command_fails():
    document = DocumentFactory()
    smuggle(document, b"<html>")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("clean_uploads", stdout=out)
    assert f"home.HubDocument {document.pk} (file): not cleaned" in out.getvalue()
