"""How far a language is with what is no page: the glossary, the catalogs. Registered as coverage columns."""

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale

from home.models import GlossaryConcept, GlossaryWord
from home.registries import coverage_columns
from home.translation.coverage import Column
from home.translation.interface.catalogs import state_of


def glossary(locales):
    """Entries of the glossary that have a word. Two queries."""
    total = GlossaryConcept.objects.count()
    words = GlossaryWord.objects.filter(locale__in=locales).order_by().values("locale")
    done = dict(words.annotate(count=Count("pk")).values_list("locale", "count"))
    return {locale.pk: (done.get(locale.pk, 0), total) for locale in locales if not is_source(locale)}


def interface(locales):
    """Messages of the site's own catalogs. No query."""
    states = {locale.pk: catalog(locale.language_code) for locale in locales if not is_source(locale)}
    return {pk: (state.done, state.total) for pk, state in states.items() if state is not None}


def is_source(locale):
    """The site is written in this language: it has no catalog, and the glossary's entries are in it."""
    return locale.language_code == settings.LANGUAGE_CODE


def catalog(code):
    return state_of(settings.BASE_DIR, to_locale(code))


def register():
    coverage_columns.register("glossary", Column(_("Glossary"), glossary))
    coverage_columns.register("interface", Column(_("Interface"), interface))
