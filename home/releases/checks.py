"""What is looked at of everything in a release, each thing with the same few queries however much it holds.

Every check takes standings (`readiness.Standing`) and writes into them why something can't go live, or what to know.
"""

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from home.models import ReleaseItem
from home.releases.contents import open_releases
from home.translation.coverage import records

EDITED_LATELY = timezone.timedelta(minutes=2)


def itself(each, version):
    thing = each.thing
    each.nothing_to_do = thing.live and not thing.has_unpublished_changes
    if each.nothing_to_do:
        each.waiting = ""
        each.problems.clear()
        return
    if version is None:
        each.problems.append(_("It has no draft. Open it and save it once."))
        return
    made_at, approved_at, *times = version
    goes_live_at, expires_at = (parse_datetime(moment or "") for moment in times)
    now = timezone.now()
    if approved_at:
        each.problems.append(_("It has a schedule of its own. Cancel that first."))
    elif goes_live_at and goes_live_at > now:
        each.problems.append(_("A time to go live is set in it. Take that out first."))
    if expires_at and expires_at < now:
        each.problems.append(_("Its time on the site is over. Change when it leaves the site."))
    if getattr(thing, "locked", False):
        each.problems.append(_("It is locked. Whoever locked it has to unlock it."))
    if made_at > each.item.added_at:
        each.notes.append(_("It was edited after it was added. The latest draft goes live."))


def translated(standings):
    """What is not translated yet, and the workbench where it is translated."""
    jobs, totals, done = records.jobs(), records.totals(), records.done()
    for each in standings:
        place = _key(each)
        if place not in jobs:
            continue
        source, translation = jobs[place]
        total = totals.get(source, 0)
        left = max(0, total - done.get((source, place[1]), 0))
        each.url = reverse("translation_workbench", args=[translation])
        if left:
            each.waiting = ngettext(
                "%(left)d of its %(total)d passages isn't translated yet.",
                "%(left)d of its %(total)d passages aren't translated yet.",
                left,
            ) % {"left": left, "total": total}


def _key(each):
    key = getattr(each.thing, "translation_key", None)
    return (key, each.thing.locale_id) if key else None


def reviewed(standings):
    waiting = records.in_review()
    for each in standings:
        family = records.PAGES if each.is_page else each.thing._meta.label_lower
        if (family, each.thing.pk) in waiting:
            each.problems.append(_("It is in review. A reviewer has to approve it or send it back first."))


def parents(standings):
    pages = [each for each in standings if each.is_page and each.thing.depth > 2]
    paths = {each.thing.path[: -Page.steplen] for each in pages}
    live = set(Page.objects.filter(path__in=paths, live=True).values_list("path", flat=True))
    here = {each.thing.path for each in standings if each.is_page}
    for each in pages:
        parent = each.thing.path[: -Page.steplen]
        if parent not in live and parent not in here:
            each.problems.append(_("The page above it isn't live and isn't in this release."))


def elsewhere(release, standings):
    others = ReleaseItem.objects.filter(release__in=open_releases()).exclude(release=release)
    names = defaultdict(list)
    for kind, pk, name in others.values_list("content_type_id", "object_id", "release__name"):
        names[kind, pk].append(name)
    for each in standings:
        for name in names.get((each.item.content_type_id, each.item.object_id), ()):
            each.notes.append(_("It is also in the release “%(name)s”.") % {"name": name})


def edited(standings):
    """Who has it open just now. Wagtail's pages ping under their own kind."""
    lately = EditingSession.objects.filter(last_seen_at__gte=timezone.now() - EDITED_LATELY)
    open_now = {
        (kind, pk): str(user)
        for kind, pk, user in lately.values_list("content_type_id", "object_id", "user__name")
    }
    for each in standings:
        kind = each.thing.content_type_id if each.is_page else each.item.content_type_id
        who = open_now.get((kind, str(each.thing.pk)))
        if who:
            each.notes.append(_("%(name)s has it open just now.") % {"name": who})
