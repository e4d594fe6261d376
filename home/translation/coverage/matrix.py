"""The matrix: what exists, what is translated from it, and the state of each translation."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TranslatableMixin, WorkflowState, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import TranslationDecision
from home.registries import translated_files

PAGES = "pages"


class State(TextChoices):
    ORIGINAL = "original", _("original")
    MISSING = "missing", _("missing")
    PROGRESS = "progress", _("in progress")
    REVIEW = "review", _("in review")
    OUTDATED = "outdated", _("outdated")
    LIVE = "live", _("live")
    LEFT_OUT = "left_out", _("left out on purpose")


@dataclass(frozen=True)
class Cell:
    """One thing in one language. `done` of `total` texts are translated; `pk` is the target's, None where there is none."""

    state: State
    done: int = 0
    total: int = 0
    pk: int | None = None
    urgent: bool = False
    family: str = ""  # "pages", or the label of its model

    @property
    def left(self):
        return self.total - self.done

    @property
    def percent(self):
        """Whole per cent, and 100 only when nothing is left."""
        return 100 * self.done // self.total if self.total else 0


@dataclass
class Row:
    """A thing that is translated. `cells` is {locale pk: Cell}."""

    key: object
    kind: str  # label of its model, or "files"
    kind_name: str
    title: str
    pk: int
    locale_id: int
    live: bool
    cells: dict = field(default_factory=dict)
    file_of: tuple = ()  # of files: (kind, pk) of what is edited to add one


def matrix(locale_ids):
    """[Row] of every original, pages in the order of the tree, then snippets, then files, with cells for these languages."""
    things = [*_pages(), *_snippets()]
    by_key = defaultdict(dict)
    for thing in things:
        by_key[thing["key"], thing["kind"]][thing["locale"]] = thing
    jobs = _jobs()
    totals, done = _totals(), _done()
    reviewed, decided = _in_review(), decisions()
    rows = []
    for (key, _family), there in by_key.items():
        original = next(
            (thing for locale, thing in there.items() if (key, locale) not in jobs),
            next(iter(there.values())),
        )
        row = Row(
            key,
            original["kind"],
            original["kind_name"],
            original["title"],
            original["pk"],
            original["locale"],
            original["live"],
        )
        for locale in locale_ids:
            row.cells[locale] = _cell(
                row, there.get(locale), locale, jobs, totals, done, reviewed, decided.get((key, locale))
            )
        rows.append(row)
    for _name, files in translated_files.items():
        rows += files(locale_ids)
    return rows


def _cell(row, target, locale, jobs, totals, done, reviewed, decision):
    if locale == row.locale_id:
        return Cell(State.ORIGINAL, pk=row.pk)
    urgent = decision == TranslationDecision.Decision.URGENT
    source = jobs.get((row.key, locale))
    pk = target["pk"] if target else None
    if source is None or target is None:
        left_out = decision == TranslationDecision.Decision.LEFT_OUT
        return Cell(State.LEFT_OUT if left_out else State.MISSING, pk=pk, urgent=urgent)
    total = totals.get(source, 0)
    ready = min(done.get((source, locale), 0), total)
    if (target["family"], pk) in reviewed and (ready == total or not target["live"]):
        state = State.REVIEW
    elif target["live"]:
        state = State.LIVE if ready == total else State.OUTDATED
    else:
        state = State.PROGRESS
    return Cell(state, ready, total, pk, urgent, target["family"])


def _pages():
    kinds = {
        kind.pk: (model._meta.label_lower, model)
        for model, kind in ContentType.objects.get_for_models(*page_models()).items()
    }
    rows = Page.objects.filter(depth__gte=2).order_by("path")
    for page in rows.values("pk", "translation_key", "locale_id", "draft_title", "live", "content_type_id"):
        label, model = kinds.get(page["content_type_id"], ("", None))
        if model is not None:
            yield {
                "key": page["translation_key"],
                "kind": label,
                "kind_name": capfirst(model._meta.verbose_name),
                "title": page["draft_title"],
                "pk": page["pk"],
                "locale": page["locale_id"],
                "live": page["live"],
                "family": PAGES,
            }


def page_models():
    return [model for model in get_page_models() if hasattr(model, "original_language")]


def snippet_models():
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]


def _snippets():
    for model in snippet_models():
        for each in model._base_manager.order_by("pk"):
            yield {
                "key": each.translation_key,
                "kind": model._meta.label_lower,
                "kind_name": capfirst(model._meta.verbose_name),
                "title": str(each),
                "pk": each.pk,
                "locale": each.locale_id,
                "live": getattr(each, "live", True),
                "family": model._meta.label_lower,
            }


def _jobs():
    """{(translation key, target locale): source pk} of all that is sent for translation."""
    rows = Translation.objects.filter(enabled=True).exclude(source__locale_id=F("target_locale_id"))
    return {
        (key, target): source
        for key, target, source in rows.order_by("-pk").values_list(
            "source__object_id", "target_locale_id", "source_id"
        )
    }


def _totals():
    counted = StringSegment.objects.order_by().values("source_id").annotate(count=Count("pk"))
    return dict(counted.values_list("source_id", "count"))


def _done():
    """{(source pk, locale pk): texts that are translated, without an error}"""
    counted = (
        StringTranslation.objects.filter(
            has_error=False, translation_of__segments__context_id=F("context_id")
        )
        .order_by()
        .values("translation_of__segments__source_id", "locale_id")
        .annotate(count=Count("translation_of__segments"))
    )
    return {
        (source, locale): count
        for source, locale, count in counted.values_list(
            "translation_of__segments__source_id", "locale_id", "count"
        )
    }


def _in_review():
    """{(family, pk)} of what waits for a reviewer."""
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    families = families_by_kind()
    return {
        (families[kind], int(pk))
        for kind, pk in waiting.values_list("base_content_type_id", "object_id")
        if kind in families
    }


def families_by_kind():
    """{pk of a content type: family}, as workflows name things: all pages are one family, snippets one for each model."""
    found = ContentType.objects.get_for_models(Page, *snippet_models())
    return {kind.pk: PAGES if model is Page else model._meta.label_lower for model, kind in found.items()}


def decisions():
    """{(translation key, locale pk): what staff decided}"""
    rows = TranslationDecision.objects.values_list("translation_key", "locale_id", "decision")
    return {(key, locale): decision for key, locale, decision in rows}
