"""What belongs to an account: pages in all languages with their copies by alias, files, words, addresses."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.cards import making
from home.filekeeping.erasing import files_ever_on, used_elsewhere
from home.filekeeping.uses import MODELS
from home.routing import path_below_home
from resources.models import TestimonyPage
from resources.withdrawal.addresses import below_language
from resources.withdrawal.words import words_of


@dataclass
class Scope:
    testimonies: list  # pks: the account's, and those of pages that mirror it
    pages: list  # pks of pages in all languages
    keys: list  # their translation keys
    files: dict = field(default_factory=dict)  # {kind: ids} that stand on these pages only
    shared: dict = field(default_factory=dict)  # {kind: ids} that others use, too
    names: list = field(default_factory=list)  # of stored files, those made of them included
    prints: set = field(default_factory=set)  # hashes of the files' contents
    words: set = field(default_factory=set)
    addresses: set = field(default_factory=set)  # below a language's prefix, or whole for files


def scope_of(testimony_ids, keys=()):
    """The scope of these accounts, and of what has one of these translation keys."""
    pages = TestimonyPage.objects.filter(testimony_id__in=testimony_ids) | TestimonyPage.objects.filter(
        translation_key__in=list(keys)
    )
    found = set(pages.values_list("pk", flat=True))
    while more := set(Page.objects.filter(alias_of__in=found).values_list("pk", flat=True)) - found:
        found |= more
    pages = list(TestimonyPage.objects.filter(pk__in=found).select_related("locale").order_by("pk"))
    scope = Scope(
        testimonies=sorted({*testimony_ids, *(page.testimony_id for page in pages)}),
        pages=[page.pk for page in pages],
        keys=sorted({*map(str, keys), *(str(page.translation_key) for page in pages)}),
    )
    scope.words = words_of(pages, scope.keys)
    _add_files(scope, pages)
    _add_addresses(scope, pages)
    return scope


def _add_files(scope, pages):
    ever = defaultdict(set)
    for page in pages:
        for kind, pk in files_ever_on(page):
            ever[kind].add(pk)
    for name, kind in MODELS.items():
        model = apps.get_model("home", name)
        others = used_elsewhere(model, kind, ever[kind], scope.pages) if ever[kind] else set()
        scope.shared[kind] = sorted(ever[kind] & others)
        scope.files[kind] = sorted(ever[kind] - others)
        for thing in model._base_manager.filter(pk__in=scope.files[kind]):
            scope.names += stored_names(thing)
            scope.prints |= {getattr(thing, "file_hash", "")} - {"", None}


def stored_names(thing):
    """Names in the storage of what was uploaded and of what was made of it."""
    names = [getattr(thing, each).name for each in thing.upload_fields if getattr(thing, each)]
    if hasattr(thing, "renditions"):
        names += [each.file.name for each in thing.renditions.all()]
    return names


def _add_addresses(scope, pages):
    for page in pages:
        scope.addresses.add(path_below_home(page.url_path))
        scope.addresses.add(f"/card/{page.pk}-{making.signature(page.pk)}.png")
    for old in Redirect.objects.filter(redirect_page__in=scope.pages).values_list("old_path", flat=True):
        scope.addresses.add(below_language(old))
    scope.addresses |= {f"/media/{name}" for name in scope.names}
    for thing in apps.get_model("home", "HubDocument")._base_manager.filter(
        pk__in=scope.files.get("document", [])
    ):
        scope.addresses.add(thing.url)
