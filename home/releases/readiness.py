"""The check list of a release: what is ready, what isn't and why. The same few queries however much it holds."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from home.languages import locales
from home.models import ReleaseItem
from home.publishing import gate_reasons
from home.releases import checks
from home.translation.access import may_publish
from home.translation.completeness import complete_translation_gate


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
    checks.translated(there)
    checks.reviewed(there)
    checks.parents(there)
    for each in found:
        if each.thing is None:
            each.problems.append(_("It was deleted meanwhile. Take it out of the release."))
        else:
            checks.itself(each, versions.get(each.version))
    checks.elsewhere(release, there)
    checks.edited(there)
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
