"""The matrix: what exists, what is translated from it, and the state of each translation."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.models import Page

from home.models import TranslationDecision
from home.registries import translated_files
from home.translation.coverage import records
from home.translation.coverage.cells import Cell, Row, State


def matrix(locale_ids):
    """[Row] of every original, pages in the order of the tree, then snippets, then files, with cells for these languages."""
    things = [*_pages(), *_snippets()]
    by_key = defaultdict(dict)
    for thing in things:
        by_key[thing["key"], thing["kind"]][thing["locale"]] = thing
    jobs = records.jobs()
    totals, done = records.totals(), records.done()
    reviewed, decided = records.in_review(), records.decisions()
    special = records.left_along() | records.partial()
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
            path=original.get("path", ""),
        )
        for locale in locale_ids:
            row.cells[locale] = _cell(
                row,
                there.get(locale),
                locale,
                jobs,
                totals,
                done,
                reviewed,
                special,
                decided.get((key, locale)),
            )
        rows.append(row)
    for _name, files in translated_files.items():
        rows += files(locale_ids)
    return rows


def _cell(row, target, locale, jobs, totals, done, reviewed, special, decision):
    if locale == row.locale_id:
        return Cell(State.ORIGINAL, pk=row.pk)
    urgent = decision == TranslationDecision.Decision.URGENT
    source, translation = jobs.get((row.key, locale), (None, None))
    pk = target["pk"] if target else None
    if source is None or target is None:
        left_out = decision == TranslationDecision.Decision.LEFT_OUT
        return Cell(State.LEFT_OUT if left_out else State.MISSING, pk=pk, urgent=urgent)
    total = totals.get(source, 0)
    ready = min(done.get((source, locale), 0), total)
    if (target["family"], pk) in reviewed and (ready == total or not target["live"]):
        state = State.REVIEW
    elif target["live"]:
        state = State.LIVE if ready == total else _special(special, target, State.PARTIAL, State.OUTDATED)
    elif ready < total or not total:
        state = State.PROGRESS
    else:
        state = _special(special, target, State.LEFT, State.READY)
    return Cell(state, ready, total, pk, urgent, target["family"], translation)


def _special(special, target, state, otherwise):
    return state if target["family"] == records.PAGES and special.get(target["pk"]) == state else otherwise


def _pages():
    kinds = {
        kind.pk: (model._meta.label_lower, model)
        for model, kind in ContentType.objects.get_for_models(*records.page_models()).items()
    }
    rows = Page.objects.filter(depth__gte=2).order_by("path")
    for page in rows.values(
        "pk", "translation_key", "locale_id", "draft_title", "live", "content_type_id", "path"
    ):
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
                "path": page["path"],
                "family": records.PAGES,
            }


def _snippets():
    for model in records.snippet_models():
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
