"""A job is made of what was chosen; a small one is over before its page is shown."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.languages import in_words, name_for_reader
from home.translation.jobs import start
from home.translation.jobs.running import do_some
from home.translation.sending.listing import items_for

SMALL = 10  # things that are sent while their sender waits: some tenths of a second
PATIENCE = 5  # seconds until the worker goes on with even those, where the machine is busy


def send(things, locales, user, label="", kind="send"):
    """The job that sends (or with "refresh" brings up to date) these things in these languages."""
    items = list(items_for(things, locales))
    job = start(kind, label or _label(things, locales), items, user)
    if len(items) <= SMALL:
        do_some(job, PATIENCE)
    return job


def _label(things, locales):
    codes = [name_for_reader(locale.language_code) for locale in locales]
    into = (
        in_words(codes)
        if len(codes) <= 4
        else ngettext("%(count)d language", "%(count)d languages", len(codes)) % {"count": len(codes)}
    )
    if len(things) == 1:
        return _("“%(title)s” into %(languages)s") % {"title": things[0], "languages": into}
    return ngettext(
        "“%(title)s” and %(count)d other into %(languages)s",
        "“%(title)s” and %(count)d others into %(languages)s",
        len(things) - 1,
    ) % {"title": things[0], "count": len(things) - 1, "languages": into}
