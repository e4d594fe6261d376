"""What staff should look at twice before a report is published. It forbids nothing."""

import re

from django.utils.translation import gettext as _

from events.models import CityReport, Delivery, Event

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
_LINK = re.compile(r"(?:https?://|\bwww\.)\S", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d\s()./\-]{6,}\d")
MANY = 5000  # people in one city: it has happened nowhere yet


def doubts(report):
    """Sentences on a report that was loaded `with_content`. Two queries."""
    words = [report.text, *(each.note for each in report.deliveries.all())]
    words += [text for photo in report.photos.all() for text in (photo.caption, photo.alt)]
    text = "\n".join(words)
    found = []
    if _MAIL.search(text):
        found.append(_("It holds an e-mail address, which everybody could read."))
    if any(sum(char.isdigit() for char in each) >= 7 for each in _NUMBER.findall(text)):
        found.append(_("It may hold a telephone number, which everybody could read."))
    if report.links or _LINK.search(text):
        found.append(_("It holds links: open them before readers do."))
    if any(not photo.consent for photo in report.photos.all()):
        found.append(
            _("For some photographs nobody says that those shown agreed. These are not shown to anybody.")
        )
    if report.event and report.event.visibility == Event.Visibility.BY_LINK:
        found.append(
            _("The event is by link only. Published, its report tells everybody that it took place.")
        )
    if (report.attendance or 0) >= MANY:
        found.append(_("That is a great many people. Is the figure right?"))
    return found + _told_twice(report)


def _told_twice(report):
    """Letters and figures that another report of the city holds, too: they would be counted twice."""
    others = CityReport.objects.filter(edition=report.edition_id, city=report.city_id)
    others = others.exclude(pk=report.pk).exclude(state=CityReport.State.REJECTED)
    here = {each.mission_id for each in report.deliveries.all()}
    if here and Delivery.objects.filter(report__in=others, mission__in=here).exists():
        return [
            _("Another report of this city tells of a letter to the same mission. Is it the same letter?")
        ]
    return [_("There is another report of this city.")] if others.exists() else []
