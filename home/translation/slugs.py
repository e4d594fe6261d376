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
        page.slug = find_available_slug(page.get_parent(), instance.slug, ignore_page_id=page.pk)
        page.save(clean=False)
        # A draft or a scheduled version must not bring the old slug back.
        waiting = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
        for revision in page.revisions.filter(waiting):
            revision.content["slug"] = page.slug
            revision.save(update_fields=["content"])
