"""Photographs of reports: nobody's business until the report is published and everybody on them agreed."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page

from events.models import EditionPage, EditionReportPage, HeldPhoto, ReportPhoto
from home.filekeeping.uses import note_again
from home.models import FileUse
from home.pictures import withholding

MOST = 12  # of one report
SALT = "events.reporting.photographs"
HELD_FOR = timedelta(days=2)
MOST_HELD = 3 * MOST  # of one coordinator: a form is sent more than once
ROLES = ("card", "text")  # on the photo wall; on the page of the city


def take_in(file):
    """What it was called on somebody's telephone may name them."""
    file.name = f"photograph{PurePosixPath(file.name).suffix}"
    return withholding.take_in(file, gettext("Photograph of a report"), reserved=True)


def hold(file, coordinator=None):
    """Keep a photograph of a form that is shown once more. → its signed reference for a hidden field"""
    held = HeldPhoto.objects.create(image=take_in(file), coordinator=coordinator)
    if coordinator:
        older = HeldPhoto.objects.filter(coordinator=coordinator).order_by("-pk")[MOST_HELD:]
        for each in list(older):
            each.delete()
    return signing.dumps([held.pk, held.coordinator_id], salt=SALT)


def held_by(reference, coordinator=None):
    """The `HeldPhoto` of a reference that was given to this coordinator (None: to staff); None for anything else."""
    try:
        pk, owner = signing.loads(reference or "", salt=SALT, max_age=HELD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if owner != (coordinator and coordinator.pk):
        return None
    return HeldPhoto.objects.filter(pk=pk, coordinator_id=owner).select_related("image").first()


def attach(report, held, **words):
    """A held photograph becomes one of a report. → `ReportPhoto`"""
    photo = ReportPhoto.objects.create(report=report, image=held.image, **words)
    held.delete()
    return photo


def forget_held():
    """Nobody came back for these within two days. → how many"""
    old = list(HeldPhoto.objects.filter(created_at__lt=timezone.now() - HELD_FOR))
    for held in old:
        held.delete()
    return len(old)


def picture_goes(sender, instance, **kwargs):
    """With its last row a photograph's picture goes, and its files. A signal: reports and coordinators are deleted by cascade."""
    used = ReportPhoto.objects.filter(image_id=instance.image_id).exists()
    if not used and not HeldPhoto.objects.filter(image_id=instance.image_id).exists():
        withholding.forget([instance.image_id])


def public(edition_ids):
    """Photographs that readers see."""
    return ReportPhoto.objects.filter(
        report__edition__in=edition_ids, report__state="published", consent=True, shown=True
    )


@transaction.atomic
def expose(report):
    """Bring what anybody can open in line with what is published; after every change to a report or its photographs."""
    shown = set(public([report.edition_id]).filter(report=report).values_list("image_id", flat=True))
    others = set(report.photos.values_list("image_id", flat=True)) - shown
    withholding.offer(shown, ROLES)
    withholding.withhold(others)
    speaking = [
        *EditionReportPage.objects.filter(edition=report.edition_id).values_list("pk", flat=True),
        *EditionPage.objects.filter(edition=report.edition_id).values_list("pk", flat=True),
    ]
    note_again(Page.objects.filter(pk__in=speaking))


def on_page(page):
    """For the registry of file uses: the report of an edition shows them, and so do the cities below its page."""
    if not isinstance(page, EditionPage | EditionReportPage):
        return ()
    images = public([page.edition_id]).values_list("image_id", flat=True)
    return [(FileUse.Kind.PICTURE, pk) for pk in images]
