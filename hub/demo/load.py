"""Loads the demo content: English (or Korean) originals first, then their translations, as a translator would make them.

Every step finds what is there already, so that a load cut short goes on where it stopped.
"""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import polib
from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from events.loading import load_places
from home.models import HomePage, Organisation, Topic
from home.translation.submit import fill, translate
from hub.demo.accounts import make_accounts
from hub.demo.around import load_menus
from hub.demo.records import load_editions, make_record
from hub.demo.strings import menu_strings

HERE = Path(__file__).parent
LANGUAGES = ["en", "ko", "ar"]
PROGRESS_KEY = "demo"
RECORDS = {
    "events.EditionPage": "edition",
    "events.EditionReportPage": "edition",
    "events.EventPage": "event",
    "resources.ResourcePage": "resource",
    "resources.TestimonyPage": "testimony",
}


def content():
    return json.loads((HERE / "content" / "site.json").read_text())


def catalog(language):
    """{(context, text): translation} of one language's PO file."""
    entries = polib.pofile(str(HERE / "content" / f"{language}.po"))
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in entries if entry.msgstr}


def first_page(say=print):
    """Languages, places and the first page: what a visitor needs at once."""
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not HomePage.objects.exists():
        load_page(content()["pages"][0], {})
    make_accounts(say)


@transaction.atomic
def load_all(report=lambda done, total, message: None):
    """Everything; `report(done, total, message)` is called at every step."""
    site = content()
    languages = LANGUAGES[1:]
    total = len(site["pages"]) * (1 + len(languages)) + 2
    report(0, total, "places")
    load_places()
    organisations = load_words(site)
    load_editions(site)
    step = 2
    pages = {}
    for data in site["pages"]:
        pages[data["key"]] = load_page(data, organisations, pages)
        step += 1
        report(step, total, data["key"])
    catalogs = {code: catalog(code) for code in LANGUAGES if (HERE / "content" / f"{code}.po").exists()}
    for data in site["pages"]:
        for code in LANGUAGES:
            if code != data["locale"] and code in catalogs:
                translate_thing(pages[data["key"]], data["key"], code, catalogs[code])
        step += len(languages)
        report(min(step, total), total, data["key"])
    translate_words(site, organisations, load_menus(site, pages), catalogs)
    report(total, total, "")


def load_page(data, organisations, pages=None):
    model = apps.get_model(data["type"])
    locale = Locale.objects.get(language_code=data["locale"])
    parent = _parent(data, pages or {}, locale)
    found = model.objects.filter(locale=locale, slug=data["slug"]).child_of(parent).first()
    if found:
        return found
    with transaction.atomic():
        fields = dict(data["fields"])
        field = RECORDS.get(data["type"])
        if field:
            fields[field] = make_record(field, data["record"], organisations)
        page = model(slug=data["slug"], locale=locale, **fields)
        if data["body"]:
            page.body = json.dumps(body_with_ids(data))
        parent.add_child(instance=page)
        page.save_revision().publish()
        if isinstance(page, HomePage):
            site = {"hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME, "root_page": page}
            Site.objects.update_or_create(is_default_site=True, defaults=site)
            for old in Page.objects.filter(depth=2, slug="home", locale=locale).exclude(pk=page.pk):
                old.delete()
    page.refresh_from_db()
    return page


def body_with_ids(data):
    """A page's body with an id for every block and every item of a list, the same at each load: translations hang on it."""

    def identity(*parts):
        return str(uuid5(NAMESPACE_URL, "/".join([data["key"], *map(str, parts)])))

    body = []
    for number, block in enumerate(data["body"]):
        value = block["value"]
        if isinstance(value, dict) and isinstance(value.get("items"), list):
            items = [
                {"type": "item", "value": item, "id": identity(number, place)}
                for place, item in enumerate(value["items"])
            ]
            value = {**value, "items": items}
        body.append({"type": block["type"], "value": value, "id": identity(number)})
    return body


def _parent(data, pages, locale):
    if data["parent"] is None:
        return Page.get_first_root_node()
    parent = pages[data["parent"]]
    if parent.locale_id == locale.pk:
        return Page.objects.get(pk=parent.pk)
    # An original in another language: its parent must be there in that language first.
    there = parent.get_translation_or_none(locale)
    if there is None:
        for key, page in list(pages.items()):
            if parent.path.startswith(page.path) and page.locale_id == parent.locale_id:
                translate_thing(page, key, locale.language_code, catalog(locale.language_code))
        there = parent.get_translation(locale)
    return Page.objects.get(pk=there.pk)


def load_words(site):
    english = Locale.objects.get(language_code="en")
    for data in site["topics"]:
        Topic.objects.get_or_create(locale=english, slug=data["slug"], defaults={"title": data["name"]})
    return {
        data["key"]: Organisation.objects.get_or_create(
            locale=english,
            name=data["name"],
            defaults={name: data.get(name, "") for name in ("kind", "description", "url", "giving_url")},
        )[0]
        for data in site["organisations"]
    }


def translate_thing(instance, key, code, entries, extra=None):
    """Translate one page or snippet as a translator would, and publish it when nothing is missing."""
    locale = Locale.objects.get(language_code=code)
    there = type(instance).objects.filter(translation_key=instance.translation_key, locale=locale).first()
    if there is not None and there.live:
        return
    known = extra or {}
    translation = translate(instance, locale)
    fill(translation, lambda path, text: known.get(text) or entries.get((key, text)))
    translation.save_target(publish=True)


def translate_words(site, organisations, menus, catalogs):
    for code, entries in catalogs.items():
        if code == "en":
            continue
        for data in site["topics"]:
            topic = Topic.objects.get(locale__language_code="en", slug=data["slug"])
            translate_thing(topic, f"topic:{data['key']}", code, entries)
        for context, _texts in menu_strings(site):
            translate_thing(menus[context.partition(":")[2]], context, code, entries)
        for data in site["organisations"]:
            name = data["names"].get(code, data["name"])
            translate_thing(
                organisations[data["key"]],
                f"organisation:{data['key']}",
                code,
                entries,
                extra={data["name"]: name},
            )
