"""What the bodies of pages refer to, as everybody may see it: found once for a whole answer, never once a page."""

from collections import defaultdict
from functools import cache
from html import escape

from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from home.addresses import whole
from home.filekeeping.visibility import seen
from home.languages import bcp47, ranked_locale_ids
from home.models import FileUse, HubImage, HubMedia, Organisation, Person
from home.routing import page_address
from hub.announced import announced_pages


def code_of(page):
    """Give it pages with their locale, or it asks for each."""
    return page.locale.language_code


def html_url(page):
    return whole(page_address(page, code_of(page)))


def _page(page):
    return {
        "id": page.pk,
        "type": f"{page.specific_class._meta.app_label}.{page.specific_class.__name__}",
        "language": bcp47(code_of(page)),
        "title": page.title,
        "html_url": html_url(page),
    }


def _organisation(each):
    return {"name": each.name, "description": each.description, "url": each.url or None}


def _person(each):
    return {
        "name": each.name,
        "roles": each.role_lines,
        "honours": each.honour_lines,
        "url": each.url or None,
    }


def document(each):
    return {
        "url": whole(each.url),
        "format": each.file_extension.lower(),
        "size": each.file_size or 0,
    }


def media(each):
    return {"url": whole(each.url), "format": each.file_extension.lower()}


def _picture(image):
    """Its largest file that every browser knows; originals are never public."""
    found = image.made.get("text")
    entry = found["files"][-1][1][-1] if found else image.made.get("first")
    if not entry:
        return None
    name, width, height = entry
    return {
        "url": whole(default_storage.url(name)),
        "width": width,
        "height": height,
        "credit": image.credit,
    }


SNIPPETS = {Organisation: _organisation, Person: _person}


class References:
    """Asked twice: before `load` it notes what is wanted and says nothing, after it says what there is, or None."""

    def __init__(self):
        self.loaded = False
        self.wanted = defaultdict(set)
        self.found = defaultdict(dict)
        self.ranked = cache(ranked_locale_ids)

    def _ask(self, kind, pk):
        if pk is None or not str(pk).isdigit():
            return None
        if not self.loaded:
            self.wanted[kind].add(int(pk))
        return self.found[kind].get(int(pk))

    def _best(self, kind, pk, language):
        """Of all translations of the thing that everybody may see the best for a reader of `language`."""
        there = self._ask(kind, pk) or {}
        return next((there[locale] for locale in self.ranked(language) if locale in there), None)

    def page(self, pk, language):
        page = self._best(Page, pk, language)
        return page and _page(page)

    def snippet(self, model, pk, language):
        if model not in SNIPPETS:
            return None
        found = self._best(model, pk, language)
        return found and SNIPPETS[model](found)

    def picture(self, pk):
        image = self._ask(HubImage, pk)
        return image and _picture(image)

    def document(self, pk):
        found = self._ask(get_document_model(), pk)
        return found and document(found)

    def media(self, pk):
        found = self._ask(HubMedia, pk)
        return found and media(found)

    def html(self, text, language):
        """Rich text with whole addresses; a link to what isn't public keeps its words only."""

        def link(found, key):
            return f'<a href="{escape(found[key])}">' if found else "<a>"

        rules = {
            "page": lambda attributes: link(self.page(attributes.get("id"), language), "html_url"),
            "document": lambda attributes: link(self.document(attributes.get("id")), "url"),
        }
        return MultiRuleRewriter([LinkRewriter(rules=rules), EmbedRewriter()])(text or "")

    def load(self):
        """As many queries for fifty pages as for one."""
        for kind, ids in self.wanted.items():
            self.found[kind] = self._load(kind, ids)
        self.loaded = True

    def _load(self, kind, ids):
        if kind is Page:
            return _translations(Page.objects.filter(pk__in=ids), announced_pages().select_related("locale"))
        if kind in SNIPPETS:
            return _translations(kind.objects.filter(pk__in=ids), kind.objects.filter(live=True))
        if kind is HubImage:
            return kind.objects.in_bulk(ids)
        file_kind = FileUse.Kind.MEDIA if kind is HubMedia else FileUse.Kind.DOCUMENT
        return kind.objects.in_bulk(seen(file_kind, ids))


def _translations(chosen, open_to_all):
    """{id of a chosen thing: {locale id: thing}}"""
    keys = dict(chosen.values_list("pk", "translation_key"))
    by_key = defaultdict(dict)
    for each in open_to_all.filter(translation_key__in=set(keys.values())):
        by_key[each.translation_key][each.locale_id] = each
    return {pk: by_key[key] for pk, key in keys.items()}
