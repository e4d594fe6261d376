"""Where a proposed event's page comes: below the edition's list of events in the language that the host wrote in.

Where that list isn't translated yet it becomes a draft there, as for every translation. Readers reach the page all the same:
the router and `visible()` ask only the page itself, and the list is shown in the best language there is.
"""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from events.models import EditionPage, EventIndexPage
from home.languages import is_retired, name_for_reader
from home.translation.submit import translate


def locale_of(language):
    """The site's locale of a language. Raises ValidationError where the site doesn't have it."""
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or is_retired(language):
        raise ValidationError(
            _("The site doesn't have the language of this event (%(language)s).")
            % {"language": name_for_reader(language)}
        )
    return locale


def lists_of(edition):
    """The edition's lists of events, one in each language; the original first."""
    above = EditionPage.objects.filter(edition=edition).values_list("path", flat=True)
    paths = set(above)
    found = [page for page in EventIndexPage.objects.order_by("pk") if page.path[: -page.steplen] in paths]
    return sorted(found, key=lambda page: not page.is_original)


def list_in(edition, locale, user=None):
    """The list below which a page in this language comes, made as a draft where it is missing."""
    lists = lists_of(edition)
    if not lists:
        raise ValidationError(
            _(
                "The Day of %(year)s has no list of events yet. Make its page, and the list of events below it."
            )
            % {"year": edition.year}
        )
    there = next((page for page in lists if page.locale_id == locale.pk and not page.alias_of_id), None)
    if there is None:
        translate(lists[0], locale, user)
        there = lists[0].get_translation(locale)
    return EventIndexPage.objects.get(pk=there.pk)


def free_slug(edition, title, city, date):
    """An ASCII slug that no page below any of the edition's lists has: all languages share their addresses."""
    words = slugify(title)[:60].strip("-")
    base = f"{words}-{city.slug}" if words and city.slug not in words else words or f"{city.slug}-{date}"
    base = base[:100].strip("-")
    taken = set()
    for page in lists_of(edition):
        taken.update(Page.objects.child_of(page).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
