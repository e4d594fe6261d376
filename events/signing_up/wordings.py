"""What one agrees to, each by itself. The very words that were shown are kept with the answer."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models import Consent

Purpose = Consent.Purpose

WORDINGS = {
    Purpose.DAY: (
        _("You may write to me about this Day"),
        _("Needed: without it we could not answer you."),
    ),
    Purpose.NEWS: (
        _("Send me news about the Day"),
        _("Four or five messages a year, until you say stop."),
    ),
    Purpose.SENSITIVE: (
        _("You may keep what my entries say about my beliefs or political views"),
        _("The law asks us to ask: taking part in such a Day can show them."),
    ),
}


def wording(purpose):
    """As it is shown in the reader's language: the sentence and what stands below it."""
    return "\n".join(str(part) for part in WORDINGS[purpose])


def agree(person, edition, purposes):
    """Keep what a person just agreed to. News are asked for until one says stop, everything else for one edition."""
    return Consent.objects.bulk_create(
        Consent(
            person=person,
            edition=None if purpose == Purpose.NEWS else edition,
            purpose=purpose,
            wording=wording(purpose),
            language=get_language(),
        )
        for purpose in purposes
    )
