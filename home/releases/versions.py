"""What is to go live, read before the transaction, and whether it is still so within it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, Revision, WorkflowState

from home.filekeeping import uses

AT_ONCE = 400  # things that one query names

# What has been judged hangs on these: where one of them is not as it was, nothing goes live.
_AS_IT_WAS = ("latest_revision_id", "live", "has_unpublished_changes", "first_published_at")
_PAGE_AS_IT_WAS = (*_AS_IT_WAS, "path", "slug", "title", "locked", "alias_of_id", "expired")


class Overtaken(Exception):
    """Somebody changed something since it was read; `standings` say what."""

    def __init__(self, standings):
        super().__init__("overtaken")
        self.standings = standings


@dataclass
class Version:
    """The thing as it will be, and what it was read from."""

    standing: object
    revision: Revision
    thing: object
    row: tuple  # what stood in its row
    words: str  # of its revision, as they are stored
    is_latest: bool
    renamed_from: str  # its name on the site, where it gets another one
    shown: dict  # home.filekeeping.uses.files_on

    @property
    def is_page(self):
        return isinstance(self.thing, Page)

    def row_value(self, name):
        return self.row[_names(type(self.thing)).index(name)]


def read(standings):
    """[Version] of what is judged and ready, in the same order. Asks as much as it wants: nobody waits for it."""
    wanted = [each.version for each in standings]
    revisions = {}
    for some in in_parts(wanted):
        revisions.update(Revision.objects.in_bulk(some))
    words, languages = _words(wanted), Locale.objects.in_bulk()
    rows = {pk: revision.content_object for pk, revision in revisions.items()}
    gone = [each for each in standings if each.version not in words or rows.get(each.version) is None]
    if gone:
        raise Overtaken(gone)
    return [
        _read(each, revisions[each.version], rows[each.version], words[each.version], languages)
        for each in standings
    ]


def _read(standing, revision, row, words, languages):
    thing = row.with_content_json(revision.content)
    shown = uses.files_on(thing) if isinstance(thing, Page) else {}
    renamed = str(thing) != str(row) and _has_earlier(revision)
    # What the gates ask for must come from the database again, once the transaction has begun.
    thing._state.fields_cache.clear()
    if getattr(thing, "locale_id", None):
        thing.locale = languages[thing.locale_id]
    return Version(
        standing=standing,
        revision=revision,
        thing=thing,
        row=tuple(getattr(row, name) for name in _names(type(thing))),
        words=words,
        is_latest=revision.is_latest_revision(),
        renamed_from=str(row) if renamed else "",
        shown=shown,
    )


def _has_earlier(revision):
    try:
        return bool(revision.get_previous())
    except Revision.DoesNotExist:
        return False


def _names(model):
    return _PAGE_AS_IT_WAS if issubclass(model, Page) else _AS_IT_WAS


def _words(pks):
    """{revision pk: what it holds, as text}: some revisions are written again, so their number says too little."""
    found = {}
    for some in in_parts(pks):
        rows = Revision.objects.filter(pk__in=some).annotate(words=Cast("content", TextField()))
        found.update(rows.values_list("pk", "words"))
    return found


def in_parts(things):
    """Lists that a query can name."""
    for first in range(0, len(things), AT_ONCE):
        yield things[first : first + AT_ONCE]


def by_kind(versions):
    """(the model that revisions and reviews go by, [Version])"""
    found = defaultdict(list)
    for each in versions:
        found[Page if each.is_page else type(each.thing)].append(each)
    return found.items()


# --- Within the transaction


def refuse_overtaken(versions):
    """Raise `Overtaken` unless all is as it was read; the rows stay locked. A few queries, however many there are."""
    for model, some in by_kind(versions):
        _refuse_changed(model, some)
    _refuse_below_drafts(versions)


def _refuse_changed(model, versions):
    rows = {}
    for some in in_parts([each.thing.pk for each in versions]):
        found = model._base_manager.filter(pk__in=some).order_by("pk").select_for_update()
        rows.update({pk: tuple(row) for pk, *row in found.values_list("pk", *_names(model))})
    words = _words([each.revision.pk for each in versions])
    changed = [
        each.standing
        for each in versions
        if rows.get(each.thing.pk) != each.row or words.get(each.revision.pk) != each.words
    ]
    if changed:
        raise Overtaken(changed)


def _refuse_below_drafts(versions):
    """The page above may have left the site meanwhile."""
    above = {each.thing.path: each.thing.path[: -Page.steplen] for each in versions if each.is_page}
    live = set(above)
    for some in in_parts(sorted({*above.values()} - live)):
        shown = Page.objects.filter(path__in=some, live=True)
        live.update(shown.values_list("path", flat=True))
    astray = [
        each.standing
        for each in versions
        if each.is_page and each.thing.depth > 2 and above[each.thing.path] not in live
    ]
    if astray:
        raise Overtaken(astray)


def reviews(versions):
    """[WorkflowState] of what was sent back to its translators. What was given to a reviewer meanwhile is for that one to say:
    `Overtaken`.
    """
    found = []
    for _model, them in by_kind(versions):
        kind = them[0].thing.get_base_content_type()
        by_pk = {str(each.thing.pk): each for each in them}
        for some in in_parts(list(by_pk)):
            active = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=some)
            found += active.select_related("current_task_state__task")
        submitted = [
            by_pk[each.object_id].standing
            for each in found
            if each.object_id in by_pk and each.status == WorkflowState.STATUS_IN_PROGRESS
        ]
        if submitted:
            raise Overtaken(submitted)
    return found
