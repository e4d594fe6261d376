"""What happens to pages and files by doors that have no function of ours in them."""

from django.apps import apps
from django.db import transaction
from django.db.models import FileField
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from home.filekeeping import exposure, uses
from home.filekeeping.rollback import delete_on_commit
from home.models.uses import FileUse


def _page_saved(sender, instance, raw=False, **kwargs):
    """Wagtail takes aliases and whole selections offline as plain pages, past `BasePage.save`."""
    if not raw and not instance.live:
        uses.page_gone(instance.pk)


def _page_offline(sender, instance, **kwargs):
    uses.page_gone(instance.pk)


def _page_deleted(sender, instance, **kwargs):
    if isinstance(instance, Page):
        uses.page_gone(instance.pk)


def _below(path):
    return FileUse.objects.filter(page__in=Page.objects.filter(path__startswith=path))


def _restriction_changed(sender, instance, **kwargs):
    path = instance.page.path
    transaction.on_commit(lambda: exposure.recheck(_below(path)), robust=True)


def _page_moved(sender, instance, **kwargs):
    transaction.on_commit(lambda: exposure.recheck(_below(instance.path)), robust=True)


def _files_go(sender, instance, **kwargs):
    """Wagtail leaves it to a background task, which is not at once."""
    for field in sender._meta.concrete_fields:
        if isinstance(field, FileField) and getattr(instance, field.attname):
            delete_on_commit(field.storage, getattr(instance, field.attname).name, sender, field.attname)


def connect():
    post_save.connect(_page_saved, sender=Page, dispatch_uid="home.files.saved")
    page_unpublished.connect(_page_offline, dispatch_uid="home.files.offline")
    post_delete.connect(_page_deleted, dispatch_uid="home.files.deleted")
    for signal in (post_save, post_delete):
        signal.connect(
            _restriction_changed,
            sender=PageViewRestriction,
            dispatch_uid=f"home.files.restriction.{id(signal)}",
        )
    post_page_move.connect(_page_moved, dispatch_uid="home.files.moved")
    for name in ("HubImage", "HubRendition", "HubDocument", "HubMedia"):
        post_delete.connect(_files_go, sender=apps.get_model("home", name), dispatch_uid=f"home.files.{name}")
