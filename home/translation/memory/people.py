"""Whose words the memory may show to whom."""

from collections import Counter

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.models import HomePage
from home.registries import untold_words


def told(keys, source_locale, target_locale, user):
    """Those of these translation keys whose words this person may read in both languages.

    Who may change a language's home page translates all that is sent into it, and reads it. Anybody else, and `None`,
    reads what every visitor reads in both languages, and translations that they may change. Nobody reads what a room
    of ours withholds from one of the languages (an account whose consent does not cover it).
    """
    keys = set(keys)
    if not keys:
        return keys
    if not _whole_language(user, target_locale):
        keys &= _public(keys, source_locale, target_locale) | _their_own(keys, target_locale, user)
    for _name, withheld in untold_words.items():
        for locale in (source_locale, target_locale):
            keys -= withheld(keys, locale)
    return keys


def _whole_language(user, locale):
    home = HomePage.objects.filter(locale=locale, depth=2).first() if user is not None else None
    return home is not None and home.permissions_for_user(user).can_edit()


def _public(keys, *locales):
    pages = Page.objects.live().public().filter(translation_key__in=keys, locale__in=locales)
    counted = Counter(pages.order_by().values_list("translation_key", flat=True))
    return {key for key, count in counted.items() if count == len(locales)}


def _their_own(keys, locale, user):
    if user is None:
        return set()
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return set(
        pages.filter(translation_key__in=keys, locale=locale).values_list("translation_key", flat=True)
    )
