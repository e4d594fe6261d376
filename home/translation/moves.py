"""All translations of a page stand at the same place of their trees, so that its address is the same in every language."""

from django.db import transaction
from django.utils.translation import gettext
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from home.publishing import Refused
from home.translation.slugs import give_slug
from home.translation.sources import original_of


def refuse_astray(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """A page stays in the tree of its language, and a translation stays below the translation of its original's parent."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    page = Page.objects.get(pk=instance.pk).specific
    if not hasattr(page, "is_original"):
        return
    if not parent_page_after.is_root() and parent_page_after.locale_id != page.locale_id:
        raise Refused([gettext("A page can only be moved among pages of its own language.")])
    if page.is_original:
        return
    original = original_of(page)
    if original.pk != page.pk and original.get_parent().translation_key != parent_page_after.translation_key:
        raise Refused([gettext("Move the original page; its translations follow.")])


@transaction.atomic
def follow_original(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """When an original moves, its translations move below the corresponding parent, which is made where it is missing."""
    from home.translation.creating import ensure_parents

    if parent_page_before.pk == parent_page_after.pk or parent_page_after.is_root():
        return
    page = Page.objects.get(pk=instance.pk).specific
    if not getattr(page, "is_original", False):
        return
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    for pk in others.order_by("pk").values_list("pk", flat=True):
        translation = Page.objects.select_related("locale").get(pk=pk).specific
        parent = Page.objects.get(pk=ensure_parents(page, translation.locale).pk)
        if translation.get_parent().pk == parent.pk:
            continue
        slug = find_available_slug(parent, page.slug, ignore_page_id=pk)
        if slug != translation.slug:
            give_slug(translation, slug)
        Page.objects.get(pk=pk).move(parent, pos="last-child")
