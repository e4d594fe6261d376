"""What staff say around every page: menus, words of the footer, social links. Kept in the shared cache per language."""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from home.languages import locales

_KEY = "hub:furniture:{}"


def furniture(language):
    """{"menus": {place: [entry]}, "words": {…} | None, "social": [{…}]} in the best language for a reader of `language`.

    An entry is {"label", "key" (a page's translation key) or "url", "locale_id", "links" (of a column)}.
    """
    found = cache.get(_KEY.format(language))
    if found is None:
        found = _read(language)
        cache.set(_KEY.format(language), found, 300)
    return found


def _read(language):
    from home.models import Menu, SiteWords, SocialLink

    menus = {menu.place: _entries(menu) for menu in Menu.objects.best_for(language)}
    words = SiteWords.objects.best_for(language).first()
    return {
        "menus": menus,
        "words": words
        and {
            "locale_id": words.locale_id,
            **{name: getattr(words, name) for name in ("statement", "about", "contact", "credit")},
        },
        "social": [
            {"name": link.name, "url": link.url, "locale_id": link.locale_id}
            for link in sorted(
                SocialLink.objects.best_for(language), key=lambda each: (each.position, each.name)
            )
        ],
    }


def _entries(menu):
    def entry(link):
        page = link["page"]
        return {
            "label": link["label"],
            "key": page.translation_key if page else None,
            "url": link["url"],
            "locale_id": menu.locale_id,
        }

    return [
        entry(item.value)
        if item.block_type == "link"
        else {
            "label": item.value["title"],
            "locale_id": menu.locale_id,
            "links": [entry(link) for link in item.value["links"]],
        }
        for item in menu.items
    ]


def page_keys(entries):
    """The translation keys of all pages that a menu names."""
    for entry in entries:
        if "links" in entry:
            yield from page_keys(entry["links"])
        elif entry["key"]:
            yield entry["key"]


def forget(**kwargs):
    keys = [_KEY.format(code) for code in locales()]
    cache.delete_many(keys)
    # A reader between this and the commit may store the old answer again.
    transaction.on_commit(lambda: cache.delete_many(keys))


def connect():
    """Publishing, unpublishing and deleting all end in these signals (no other door in Wagtail); a page may have changed
    its translation key only with its row."""
    from home.models import Menu, SiteWords, SocialLink

    for model in (Menu, SiteWords, SocialLink):
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=model, dispatch_uid=f"home.furniture.{model.__name__}.{id(signal)}")
