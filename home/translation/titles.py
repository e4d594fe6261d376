"""The title that lists of the admin show of a draft follows what its translator wrote."""

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize import models as stock

from home.translation.workbench.texts import plain

LONGEST = Page._meta.get_field("draft_title").max_length


def connect():
    """wagtail-localize writes there what it stores: with mark-up, and at any length, which PostgreSQL refuses."""
    post_save.disconnect(stock.post_save_string_translation, sender=stock.StringTranslation)
    post_save.connect(
        show_title, sender=stock.StringTranslation, dispatch_uid="home.translation.titles.show_title"
    )


def show_title(sender, instance, **kwargs):
    if instance.has_error or instance.context is None or instance.context.path != "title":
        return
    Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id).update(
        draft_title=plain(instance.data)[:LONGEST]
    )
