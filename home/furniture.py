"""What staff say around every page: menus, words of the footer, social links, who stands behind the Day.

Read with one query for each language and kept in the shared cache until one of them changes.
"""

import json
from types import SimpleNamespace

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.db.models.signals import post_delete, post_save

from home.languages import locales
from home.together import at_the_end

_KEY = "hub:furniture:{}"
_WORDS = ("statement", "about", "contact", "credit")
_ORGANISATION = ("name", "description", "url", "giving_url")


def furniture(language):
    """{"menus": {place: [entry]}, "words": {…} | None, "social": [{…}], "coalition": [{…}]}, each in the best language for
    a reader of `language`; and "untranslated": {page pk: (code of the original's language, titles and summaries in it)}.

    An entry is {"label", "page" (the id of the chosen one) or "url", "locale_id"}, or {"label", "links", "locale_id"}.
    """
    found = cache.get(_KEY.format(language))
    if found is None:
        found = _read(language)
        cache.set(_KEY.format(language), found, 300)
    return found


def coalition(language):
    """The coalition's members by name, as components/organisations.html shows organisations."""
    return [SimpleNamespace(**each) for each in furniture(language)["coalition"]]


def _published(queryset, language, kind, *names):
    """(kind, locale, its fields as JSON) of every published thing, in the best language."""
    told = Cast(JSONObject(**{name: name for name in names}), TextField())
    best = queryset.best_for(language).order_by()
    return best.annotate(part=Value(kind), told=told).values_list("part", "locale_id", "told")


def _untranslated():
    """(kind, locale, JSON) of every live page that shows texts of its original, for what lists and menus show of it."""
    from home.models import BasePage

    names = {"pk": "page_ptr_id"} | {
        each: each for each in ("title", "summary", "original_language", "untranslated")
    }
    for model in apps.get_models():
        if issubclass(model, BasePage):
            pages = model._base_manager.filter(live=True).exclude(untranslated=[]).order_by()
            told = Cast(JSONObject(**names), TextField())
            yield pages.annotate(part=Value("untranslated"), told=told).values_list(
                "part", "locale_id", "told"
            )


def _listed(page):
    """(pk, (code, texts)): its title and its summary, of those that are untranslated."""
    texts = page["untranslated"]
    texts = json.loads(texts) if isinstance(texts, str) else texts  # as below
    here = {" ".join(page[name].split()) for name in ("title", "summary")} & set(texts)
    return page["pk"], (page["original_language"], sorted(here))


def _read(language):
    from home.models import Menu, Organisation, SiteWords, SocialLink

    behind = Organisation.objects.filter(kind=Organisation.Kind.COALITION)
    rows = _published(Menu.objects.all(), language, "menu", "place", "items").union(
        _published(SiteWords.objects.all(), language, "words", *_WORDS),
        _published(SocialLink.objects.all(), language, "social", "name", "url", "position"),
        _published(behind, language, "coalition", *_ORGANISATION),
        *_untranslated(),
        all=True,
    )
    found = {"menu": [], "words": [], "social": [], "coalition": [], "untranslated": []}
    for kind, locale_id, told in rows:
        found[kind].append({**json.loads(told), "locale_id": locale_id})
    return {
        "menus": {menu["place"]: _entries(menu) for menu in found["menu"]},
        "words": next(iter(found["words"]), None),
        "social": sorted(found["social"], key=lambda each: (each["position"], each["name"])),
        "coalition": sorted(found["coalition"], key=lambda each: each["name"]),
        "untranslated": dict(_listed(page) for page in found["untranslated"]),
    }


def _entries(menu):
    items = menu["items"]
    if isinstance(items, str):  # SQLite keeps JSON as text
        items = json.loads(items)

    def entry(link):
        return {
            "label": link.get("label") or "",
            "page": link.get("page"),
            "url": link.get("url") or "",
            "locale_id": menu["locale_id"],
        }

    return [
        entry(item["value"])
        if item["type"] == "link"
        else {
            "label": item["value"]["title"],
            "locale_id": menu["locale_id"],
            "links": [entry(link["value"]) for link in item["value"]["links"]],
        }
        for item in items
    ]


def page_ids(entries):
    """The ids of all pages that a menu names."""
    for entry in entries:
        if "links" in entry:
            yield from page_ids(entry["links"])
        elif entry["page"]:
            yield entry["page"]


def forget(**kwargs):
    at_the_end(_forget)


def _forget(_times):
    keys = [_KEY.format(code) for code in locales()]
    cache.delete_many(keys)
    # A reader between this and the commit may store the old answer again.
    transaction.on_commit(lambda: cache.delete_many(keys))


def connect():
    """Publishing, unpublishing and deleting all end in these signals (no other door in Wagtail)."""
    from home.models import Menu, Organisation, SiteWords, SocialLink

    for model in (Menu, SiteWords, SocialLink, Organisation):
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=model, dispatch_uid=f"home.furniture.{model.__name__}.{id(signal)}")
