"""What somebody may take along in a language, and what of it is not given out."""

from dataclasses import dataclass

from wagtail.models import Page
from wagtail_localize.models import Translation

from home.registries import offline_gates
from home.translation.access import may_translate
from home.translation.coverage.matrix import matrix
from home.translation.coverage.people import may_see
from home.translation.coverage.records import snippet_models


@dataclass(frozen=True)
class Choice:
    """A translation: pk of wagtail-localize's record, and what the matrix knows of it."""

    pk: int
    title: str
    kind_name: str
    cell: object


def choices(user, locale):
    """[Choice] of everything that was sent into a language and that `user` may translate, in the order of the site. As
    many queries as the matrix, and a few.
    """
    rows = [
        row
        for row in may_see(matrix([locale.pk]), user, [locale.pk])
        if row.kind != "files" and row.cells[locale.pk].total and row.cells[locale.pk].pk
    ]
    records = {
        key: pk
        for pk, key in Translation.objects.filter(enabled=True, target_locale=locale)
        .exclude(source__locale=locale)
        .order_by("-pk")
        .values_list("pk", "source__object_id")
    }
    may = _may(user, rows, locale)
    return [
        Choice(records[row.key], row.title, row.kind_name, row.cells[locale.pk])
        for row in rows
        if row.key in records and row.cells[locale.pk].pk in may[row.kind]
    ]


def _may(user, rows, locale):
    """{kind: pks of targets that this person may translate}"""
    found = {}
    models = {model._meta.label_lower: model for model in snippet_models()}
    pages = {row.cells[locale.pk].pk for row in rows if row.kind not in models}
    mine = {page.pk for page in Page.objects.filter(pk__in=pages) if may_translate(user, page)}
    for row in rows:
        if row.kind not in models:
            found[row.kind] = mine
        elif row.kind not in found:  # of a kind of snippet one is as good as the other
            found[row.kind] = set()
            if may_translate(user, models[row.kind](locale=locale)):
                found[row.kind] = {each.cells[locale.pk].pk for each in rows if each.kind == row.kind}
    return found


def reasons_against(translation):
    """Why nobody takes the texts of this along: translated sentences, none if one may."""
    original = translation.source.get_source_instance()
    return [
        reason
        for _name, gate in offline_gates.items()
        for reason in gate(original, translation.target_locale)
    ]
