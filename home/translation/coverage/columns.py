"""One more thing that translators see the state of, beside pages, snippets and files."""

from dataclasses import dataclass
from typing import Any

from home.registries import coverage_columns


@dataclass(frozen=True)
class Column:
    """`label` for people (lazy). `count`(locales) → {locale pk: (done, total)}, in the same few queries for any number of
    languages; a language that it does not concern is left out.
    """

    label: Any
    count: Any


def counted(locales, without=()):
    """{locale pk: [{label, done, total, percent}]} of all registered columns but those of these names."""
    found = {locale.pk: [] for locale in locales}
    for column in (column for name, column in coverage_columns.items() if name not in without):
        for pk, (done, total) in column.count(locales).items():
            percent = 100 * done // total if total else 100
            found[pk].append({"label": column.label, "done": done, "total": total, "percent": percent})
    return found
