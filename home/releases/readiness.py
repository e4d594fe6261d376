"""The check list of a release: what is ready, what isn't and why. The same few queries however much it holds."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.models import EditingSession
from wagtail.models import Page, Revision

from home.languages import locales
from home.models import ReleaseItem
from home.publishing import gate_reasons
from home.releases.contents import open_releases
from home.translation.access import may_publish
from home.translation.completeness import complete_translation_gate
from home.translation.coverage import records

EDITED_LATELY = timezone.timedelta(minutes=2)


@dataclass
class Standing:
    """How it stands with one item. `thing` is its row, or None where it was deleted meanwhile."""

    item: ReleaseItem
    thing: object = None
    title: str = ""
    kind: str = ""
    language: str = ""  # a code
    url: str = ""  # where one goes on with it
    waiting: str = ""  # how much is untranslated, in words
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    nothing_to_do: bool = False

    @property
    def is_page(self):
        return isinstance(self.thing, Page)

    @property
    def reasons(self):
        """Why it can't go live now."""
        return [self.waiting, *self.problems] if self.waiting else self.problems

    @property
    def is_ready(self):
        return not self.reasons

    @property
    def version(self):
        return self.thing.latest_revision_id


def standings(release):
    """[Standing] of what a release holds, pages in the order of the tree, without what only the publish gates know."""
    found = [Standing(item) for item in release.items.select_related("content_type")]
    by_kind = defaultdict(list)
    for each in found:
        by_kind[each.item.content_type].append(each)
    for kind, them in by_kind.items():
        _read(kind.model_class(), them)
    there = [each for each in found if each.thing is not None]
    versions = _versions(there)
    _translated(there)
    _reviewed(there)
    _parents(there)
    for each in found:
        if each.thing is None:
            each.problems.append(_("It was deleted meanwhile. Take it out of the release."))
        else:
            _itself(each, versions.get(each.version))
    _elsewhere(release, there)
    _edited(there)
    return sorted(found, key=_place)


def _place(each):
    """Snippets first, since pages show them; then pages as in the tree, so parents before what stands below."""
    if not each.is_page:
        return (0, "", each.item.pk)
    return (1, each.thing.path, each.item.pk)


def _read(model, standings):
    codes = {pk: code for code, pk in locales().items()}
    rows = model._base_manager.filter(pk__in=[each.item.object_id for each in standings])
    rows = rows.select_related("content_type", "locked_by") if model is Page else rows
    by_pk = {str(row.pk): row for row in rows}
    for each in standings:
        row = each.thing = by_pk.get(each.item.object_id)
        if row is None:
            continue
        each.language = codes.get(getattr(row, "locale_id", None), "")
        if model is Page:
            each.title, each.kind = row.draft_title or row.title, row.page_type_display_name
            each.url = reverse("wagtailadmin_pages:edit", args=[row.pk])
        else:
            each.title, each.kind = str(row), capfirst(model._meta.verbose_name)
            each.url = reverse(model.snippet_viewset.get_url_name("edit"), args=[row.pk])


def _versions(standings):
    """{revision pk: (made at, approved for, goes live at, expires at)} of the latest drafts."""
    rows = Revision.objects.filter(pk__in={each.version for each in standings if each.version})
    names = ("created_at", "approved_go_live_at", "content__go_live_at", "content__expire_at")
    return {pk: values for pk, *values in rows.values_list("pk", *names)}


def _itself(each, version):
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


def _translated(standings):
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


def _reviewed(standings):
    waiting = records.in_review()
    for each in standings:
        family = records.PAGES if each.is_page else each.thing._meta.label_lower
        if (family, each.thing.pk) in waiting:
            each.problems.append(_("It is in review. A reviewer has to approve it or send it back first."))


def _parents(standings):
    pages = [each for each in standings if each.is_page and each.thing.depth > 2]
    paths = {each.thing.path[: -Page.steplen] for each in pages}
    live = set(Page.objects.filter(path__in=paths, live=True).values_list("path", flat=True))
    here = {each.thing.path for each in standings if each.is_page}
    for each in pages:
        parent = each.thing.path[: -Page.steplen]
        if parent not in live and parent not in here:
            each.problems.append(_("The page above it isn't live and isn't in this release."))


def _elsewhere(release, standings):
    others = ReleaseItem.objects.filter(release__in=open_releases()).exclude(release=release)
    names = defaultdict(list)
    for kind, pk, name in others.values_list("content_type_id", "object_id", "release__name"):
        names[kind, pk].append(name)
    for each in standings:
        for name in names.get((each.item.content_type_id, each.item.object_id), ()):
            each.notes.append(_("It is also in the release “%(name)s”.") % {"name": name})


def _edited(standings):
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


def judge(standing, user=None):
    """Ask the publish gates about the latest draft as well, and whether this person may publish it. Some queries each."""
    if standing.thing is None or standing.nothing_to_do or not standing.version:
        return standing
    if user is not None and not may_publish(user, standing.thing):
        standing.problems.append(_("You may not publish it."))
    version = standing.thing.latest_revision.as_object()
    untranslated = complete_translation_gate(version) if hasattr(version, "translation_key") else []
    reasons = gate_reasons(version) if standing.is_page else untranslated
    reasons = [*reasons, *_unclean(version)]
    if standing.waiting and not untranslated:
        standing.waiting = ""  # a reviewer has decided that this very version goes live in part
    if standing.waiting:
        reasons = [each for each in reasons if each not in untranslated]
    standing.problems += [each for each in reasons if each not in standing.problems]
    return standing


def _unclean(version):
    """Why its own fields forbid it: publishing does not look again, because others wait meanwhile."""
    try:
        version.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def missing(standings):
    """{language code: [titles]} of pages in the release that have no translation in it, for each of its languages."""
    pages = [each for each in standings if each.is_page]
    languages = {each.language for each in pages}
    titles, has = {}, defaultdict(set)
    for each in pages:
        titles.setdefault(each.thing.translation_key, each.title)
        has[each.language].add(each.thing.translation_key)
    live = defaultdict(set)
    codes = {pk: code for code, pk in locales().items()}
    for key, locale in Page.objects.filter(translation_key__in=list(titles), live=True).values_list(
        "translation_key", "locale_id"
    ):
        live[codes.get(locale)].add(key)
    found = {
        code: [titles[key] for key in titles if key not in has[code] | live[code]]
        for code in sorted(languages)
    }
    return {code: names for code, names in found.items() if names}
