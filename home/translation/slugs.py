"""All translations of a page share its slug; home pages are named after their language."""

from django.db import transaction
from django.db.models import Q
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

HOME_DEPTH = 2


@transaction.atomic
def follow_original(sender, instance, **kwargs):
    """When the slug of an original changes, its translations follow; wagtail.contrib.redirects keeps the old addresses."""
    if instance.depth <= HOME_DEPTH or not getattr(instance, "is_original", False):
        return
    others = Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    for page in others.exclude(slug=instance.slug).specific():
        give_slug(page, find_available_slug(page.get_parent(), instance.slug, ignore_page_id=page.pk))


def give_slug(page, slug):
    """Rename a translation; neither a draft nor a scheduled version must bring the old slug back."""
    page.slug = slug
    page.save(clean=False)
    waiting = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(waiting):
        revision.content["slug"] = page.slug
        revision.save(update_fields=["content"])
