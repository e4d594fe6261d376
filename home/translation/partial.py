"""A translation that goes live before it is complete, because a reviewer of its language decided so.

The texts that are still the original's are kept with the version (`BasePage.untranslated`, plain). The gate lets the version
through as long as no other text is untranslated, and readers see each of them marked with its own language.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.publishing import Refused
from home.translation.access import lock_for, may_publish
from home.translation.completeness import untranslated
from home.translation.workbench.texts import plain

ACTION = "home.published_in_part"


def publish(translation, user):
    """Put a translation before readers as it is now, deliberately; returns how many of its texts are untranslated.

    Raises `PermissionDenied`, or `Refused` (a ValidationError) with the reasons. A complete translation is simply published.
    """
    with transaction.atomic():
        translation = Translation.objects.select_for_update().get(pk=translation.pk)
        row = translation.get_target_instance()
        if not may_publish(user, row):
            raise PermissionDenied
        if not isinstance(row, Page):
            # It has no place to keep what is untranslated, and stands inside other pages, which would not say so.
            raise Refused([gettext("Only pages can be published in part. Translate everything here first.")])
        lock = lock_for(user, row)
        if lock is not None:
            raise Refused([lock.get_message(user)])
        parent = row.get_parent()
        if not parent.is_root() and not parent.live:
            raise Refused([gettext("The page above this one isn't live in this language. Publish it first.")])
        translation.save_target(user=user, publish=False)
        page = Page.objects.get(pk=row.pk).specific.get_latest_revision_as_object()
        page.untranslated = remains(page)
        page.go_live_at = None
        page.save_revision(user=user).publish(user=user, log_action=ACTION if page.untranslated else True)
        return len(page.untranslated)


def remains(page):
    """The texts of this version that are still the original's, plain, in order."""
    return sorted({plain(text) for _path, text in untranslated(page)})


def trim(page):
    """What was translated since leaves the list; nothing ever joins it here. Costs nothing where there is no list."""
    if getattr(page, "untranslated", None):
        now = set(remains(page))
        page.untranslated = [text for text in page.untranslated if text in now]


def is_decided(page):
    """Whether every text of this version is translated or on its list."""
    listed = set(getattr(page, "untranslated", None) or ())
    return listed.issuperset(remains(page))
