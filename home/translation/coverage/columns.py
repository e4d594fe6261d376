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


def counted(locales):
    """{locale pk: [{label, done, total, percent}]} of all registered columns."""
    found = {locale.pk: [] for locale in locales}
    for _name, column in coverage_columns.items():
        for pk, (done, total) in column.count(locales).items():
            percent = 100 * done // total if total else 100
            found[pk].append({"label": column.label, "done": done, "total": total, "percent": percent})
    return found
