"""An original that leaves the site takes its translations along; with it they return. Their words are never deleted.

Only what staff do by hand is mirrored: what a consent or a date takes off the site is judged in each language by itself.
"""

from django.db import transaction
from django.db.models import Q
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation

ACTION = "home.left_with_original"


def live_translations(pages, below=True):
    """Live pages that are translated from `pages`, or, if `below`, from anything that stands under them. Three queries."""
    inside = Q(pk__in=[page.pk for page in pages])
    for page in pages if below else ():
        inside |= Q(path__startswith=page.path, depth__gt=page.depth)
    originals = set(Page.objects.filter(inside).values_list("translation_key", "locale_id"))
    targets = {
        (key, target)
        for key, locale, target in Translation.objects.filter(
            source__object_id__in={key for key, _locale in originals}, enabled=True
        ).values_list("source__object_id", "source__locale_id", "target_locale_id")
        if (key, locale) in originals
    }
    live = Page.objects.live().filter(translation_key__in={key for key, _target in targets})
    found = [
        page for page in live.order_by("-depth", "pk") if (page.translation_key, page.locale_id) in targets
    ]
    return [page for page in found if not any(page.path.startswith(each.path) for each in pages)]


@transaction.atomic
def take_along(pages, user, below=True):
    """Unpublish what `live_translations` finds, for whoever is about to unpublish or delete `pages`."""
    for page in live_translations(pages, below):
        action = UnpublishPageAction(page.specific, user=user, log_action=ACTION)
        action.execute(skip_permission_checks=True)


def left_along(page):
    """Whether this translation is off the site only because its original was, and nobody has worked on it since."""
    if page.live or not isinstance(page, Page):
        return False
    entry = PageLogEntry.objects.filter(page_id=page.pk, action=ACTION).order_by("-timestamp").first()
    revision = page.latest_revision
    return entry is not None and (revision is None or revision.created_at < entry.timestamp)
