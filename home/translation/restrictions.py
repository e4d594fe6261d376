"""Who may see an original may see its translations, and nobody else: at once, not with the next draft."""

from django.db import transaction
from wagtail.models import Page, PageViewRestriction


def follow_original(sender, instance, origin=None, **kwargs):
    """A restriction of an original was made, changed or taken away: the same for all of its translations."""
    if isinstance(origin, Page) or getattr(origin, "model", None) not in (None, PageViewRestriction):
        return  # its page is being deleted; what was closed stays closed
    page = Page.objects.filter(pk=instance.page_id).first()
    page = page and page.specific
    if page is None or not getattr(page, "is_original", False):
        return
    for translation in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        copy_restriction(page, translation)


def follow_groups(sender, instance, action, **kwargs):
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        follow_original(sender, instance)


@transaction.atomic
def copy_restriction(original, translation):
    """Give `translation` the view restriction of `original`, or none."""
    ours = PageViewRestriction.objects.filter(page_id=original.pk).order_by("pk").first()
    theirs = PageViewRestriction.objects.filter(page_id=translation.pk)
    if ours is None:
        theirs.delete()
        return
    copy = theirs.order_by("pk").first() or PageViewRestriction(page=Page.objects.get(pk=translation.pk))
    wanted = (ours.restriction_type, ours.password)
    if copy.pk is None or (copy.restriction_type, copy.password) != wanted:
        copy.restriction_type, copy.password = wanted
        copy.save()
    copy.groups.set(ours.groups.all())
