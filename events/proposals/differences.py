"""What a proposal says, row by row, as staff read it; of a change only what the host changed, word by word."""

from dataclasses import dataclass

from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.kinds import KINDS
from events.models import Event
from events.proposals.beginning import defaults
from events.proposals.content import TEXTS, changed, parsed, read
from events.proposals.publishing import current
from home.languages import listed
from home.translation.workbench.texts import typed_difference


@dataclass(frozen=True)
class Row:
    """`now`: what the site says, `said`: what the host says, `marked`: both in one (safe HTML). `overtaken`: staff changed it
    since the host began to write. `chosen`: the form suggested something else.
    """

    label: str
    said: str
    now: str = ""
    marked: str = ""
    overtaken: bool = False
    chosen: bool = False


def labels():
    return {
        "title": _("Title"),
        "kinds": _("Kinds"),
        "starts_on": _("Date"),
        "starts_time": _("Begins at"),
        "ends_time": _("Ends at"),
        "ends_on": _("Last date"),
        "venue": _("Place"),
        "address": _("Address"),
        "summary": _("Summary"),
        "text": _("Text"),
        "links": _("Links"),
        "picture": _("Picture"),
        "picture_alt": _("What the picture shows"),
        "status": _("Status"),
        "visibility": _("Visibility"),
    }


def in_words(key, value):
    """A value of a content as people read it."""
    if not value:
        return ""
    if key == "kinds":
        return listed(KINDS[each] for each in value)
    if key == "links":
        return "\n".join(value)
    if key in ("starts_on", "ends_on"):
        return date_format(parsed(key, value))
    if key in ("starts_time", "ends_time"):
        return time_format(parsed(key, value))
    if key == "status":
        return capfirst(Event.Status(value).label)
    if key == "visibility":
        return capfirst(Event.Visibility(value).label)
    if key == "picture":
        return _("picture %(number)d") % {"number": value}
    return str(value)


def rows(proposal):
    """[Row] in the order of a page: all of a new event, of a change what differs."""
    said = read(proposal.said)
    if not proposal.is_change:
        usual = defaults(proposal)
        return [
            Row(label, in_words(key, said[key]), chosen=key in usual and said[key] != usual[key])
            for key, label in labels().items()
            if (said[key] or key in usual) and key != "picture"  # which is shown itself
        ]
    before, now = read(proposal.before_that), current(proposal.event)
    wanted = changed(before, said)
    return [
        _change(key, label, said, before, now or before) for key, label in labels().items() if key in wanted
    ]


def _replaced(was, comes):
    """Of a date or a choice half a word says nothing."""
    gone = format_html("<del>{}</del> ", was) if was else ""
    return format_html("{}{}", gone, format_html("<ins>{}</ins>", comes) if comes else "")


def _change(key, label, said, before, now):
    was, comes = in_words(key, now[key]), in_words(key, said[key])
    return Row(
        label,
        comes,
        now=was,
        marked=typed_difference(was, comes) if key in TEXTS else _replaced(was, comes),
        overtaken=now[key] != before[key] and now[key] != said[key],
    )
