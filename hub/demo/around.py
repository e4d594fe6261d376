"""What stands around the demo's pages: topics, organisations, the main menu and the columns of the footer."""

import json

from wagtail.models import Locale

from home.models import Menu, Organisation, Topic
from hub.demo.content import identity


def find_snippet(model, key, **names):
    """The snippet of this key, or one that an earlier demo loaded under the same name; None where there is neither."""
    english = model.objects.filter(locale__language_code="en")
    return english.filter(translation_key=identity(key)).first() or english.filter(**names).first()


def _make(model, key, names, **fields):
    found = find_snippet(model, key, **names)
    if found is None:
        locale = Locale.objects.get(language_code="en")
        found = model.objects.create(locale=locale, translation_key=identity(key), **names, **fields)
    return found


def load_topics(site):
    """{key: Topic}"""
    return {
        data["key"]: _make(Topic, f"topic:{data['key']}", {"slug": data["slug"]}, title=data["name"])
        for data in site["topics"]
    }


def load_organisations(site):
    """{key: Organisation}"""
    return {
        data["key"]: _make(
            Organisation,
            f"organisation:{data['key']}",
            {"name": data["name"]},
            **{name: data.get(name, "") for name in ("kind", "description", "url", "giving_url")},
        )
        for data in site["organisations"]
    }


def _link(page):
    return {"page": page.pk, "url": "", "label": ""}


def _id(*parts):
    return str(identity("menu", *parts))


def _items(place, data, pages):
    for number, entry in enumerate(data):
        if isinstance(entry, str):
            yield {"type": "link", "value": _link(pages[entry]), "id": _id(place, number)}
            continue
        links = [
            {"type": "item", "value": _link(pages[key]), "id": _id(place, number, key)}
            for key in entry["links"]
        ]
        value = {"title": entry["title"], "links": links}
        yield {"type": "column", "value": value, "id": _id(place, number)}


def load_menus(site, pages):
    """{place: Menu} of `site["menus"]` = {place: [page key or {title, links: [page key]}]}."""
    menus = {}
    for place, data in site["menus"].items():
        menu = find_snippet(Menu, f"menu:{place}", place=place)
        if menu is None:
            locale = Locale.objects.get(language_code="en")
            menu = Menu(locale=locale, place=place, live=False, translation_key=identity("menu:" + place))
            menu.items = json.dumps(list(_items(place, data, pages)))
            menu.save()
            menu.save_revision().publish()
        menus[place] = menu
    return menus
