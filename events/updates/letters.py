"""An update as the mail that it is."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Update
from events.updates import links
from home.outbox import Letter

EMPTY_LINE = re.compile(r"\n\s*\n")


def paragraphs(text):
    """Plain text in its paragraphs: an empty line begins a new one."""
    return tuple(part.strip() for part in EMPTY_LINE.split(text.replace("\r\n", "\n")) if part.strip())


def letter(words, reason=""):
    """`words`: {subject, text}."""
    return Letter(subject=words["subject"], paragraphs=paragraphs(words["text"]), reason=reason, links=True)


def reason(group, way_out):
    """Why somebody gets it, and how not to get it any more."""
    if group == Update.Group.NEWS:
        words = _("You get this because you asked for news of the Day. If you want no more of it: {link}")
    elif group == Update.Group.COORDINATORS:
        words = _(
            "You get this because you coordinate on this Day. If you want no more updates of it: {link}"
        )
    else:
        words = _("You get this because you take part in this Day. If you want no more updates of it: {link}")
    return words.format(link=way_out)


def way_out(group, person, day_consent=None):
    """The address that takes somebody off, by one click of theirs or of their mail provider."""
    return links.news(person) if group == Update.Group.NEWS else links.day(day_consent)


def previewed(update):
    """{subject, text, html} of an update as its editor has it now, in its own language."""
    words = {"subject": update.subject, "text": update.text}
    with override(update.locale.language_code):
        return letter(words, _("Readers find here how to get no more of it.")).rendered()
