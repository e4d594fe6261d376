"""What stands around the demo's pages: the main menu and the columns of the footer, with the words of their headings."""

import json
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Locale

from home.models import Menu


def _link(page):
    return {"page": page.pk, "url": "", "label": ""}


def _id(*parts):
    return str(uuid5(NAMESPACE_URL, "/".join(["menu", *map(str, parts)])))


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
    english = Locale.objects.get(language_code="en")
    menus = {}
    for place, data in site["menus"].items():
        menu = Menu.objects.filter(locale=english, place=place).first()
        if menu is None:
            menu = Menu(locale=english, place=place, live=False)
            menu.items = json.dumps(list(_items(place, data, pages)))
            menu.save()
            menu.save_revision().publish()
        menus[place] = menu
    return menus
