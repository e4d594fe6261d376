"""Loads the demo content: English (or Korean) originals first, then their translations, as a translator would make them.

Every step finds what is there already, so that a load cut short goes on where it stopped.
"""

import json

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from events.loading import load_places
from home.models import HomePage, Menu, Organisation, Topic
from home.translation.submit import translate
from hub.demo.accounts import make_accounts
from hub.demo.around import find_snippet, load_menus, load_organisations, load_topics
from hub.demo.bodies import body_with_ids, leads_on
from hub.demo.content import LANGUAGES, catalog, content, identity
from hub.demo.files import files, words_of_files
from hub.demo.glossary import load_glossary
from hub.demo.people import load_people
from hub.demo.records import load_editions, make_record
from hub.demo.translating import translate_thing

PROGRESS_KEY = "demo"
RECORDS = {
    "events.EditionPage": "edition",
    "events.EditionReportPage": "edition",
    "events.EventPage": "event",
    "resources.ResourcePage": "resource",
    "resources.TestimonyPage": "testimony",
    "resources.VideoPage": "video",
}


def first_page(say=print):
    """Languages, places and the first page: what a visitor needs at once."""
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not HomePage.objects.exists():
        load_page(content()["pages"][0], {})
    make_accounts(say)


def load_all(report=lambda done, total, message: None, languages=LANGUAGES):
    """Everything, translated into `languages` only; `report(done, total, message)` is called at every step.

    Each thing is written in a transaction of its own: what is loaded stays, however the load ends.
    """
    site = content()
    catalogs = {code: catalog(code) for code in languages}
    made = {data["key"]: list(files(data, catalogs)) for data in site["pages"]}
    total = len(site["pages"]) * 2 + sum(map(len, made.values())) + 2
    report(0, total, "places")
    load_places()
    with transaction.atomic():
        topics, organisations = load_topics(site), load_organisations(site)
        load_editions(site)
    load_glossary()
    step = 2
    pages = {}
    for data in site["pages"]:
        pages[data["key"]] = load_page(data, organisations, pages, site)
        step += 1
        report(step, total, data["key"])
    with transaction.atomic():
        complete_bodies(site, pages)
        menus = load_menus(site, pages)
    for key, instance in things(site, topics, organisations, menus, pages):
        translate_thing(instance, key, catalogs)
        if key in pages:
            step += 1
            report(step, total, key)
    for key, making in made.items():
        for name, make in making:
            make(pages[key])
            step += 1
            report(step, total, name)
    load_people()
    report(total, total, "")


def things(site, topics, organisations, menus, pages):
    """(key, original) of everything that is translated, in the order of the site. The key is the context in PO files."""
    yield from ((f"topic:{data['key']}", topics[data["key"]]) for data in site["topics"])
    yield from ((f"organisation:{data['key']}", organisations[data["key"]]) for data in site["organisations"])
    yield from ((f"menu:{place}", menus[place]) for place in site["menus"])
    yield from ((data["key"], pages[data["key"]]) for data in site["pages"])


def words():
    """[(context, text)] of everything in the demo's files that is to be translated."""
    return words_of_files(content())


def loaded_things():
    """`things` of a demo that is loaded. What is not there is None."""
    site = content()
    return list(
        things(
            site,
            {
                data["key"]: find_snippet(Topic, f"topic:{data['key']}", slug=data["slug"])
                for data in site["topics"]
            },
            {
                data["key"]: find_snippet(Organisation, f"organisation:{data['key']}", name=data["name"])
                for data in site["organisations"]
            },
            {place: find_snippet(Menu, f"menu:{place}", place=place) for place in site["menus"]},
            {data["key"]: find_page(data, site) for data in site["pages"]},
        )
    )


def find_page(data, site):
    """The page of this key, or one that an earlier demo loaded at the same address; None where there is neither."""
    pages = apps.get_model(data["type"]).objects.filter(locale__language_code=data["locale"])
    return (
        pages.filter(translation_key=identity(data["key"])).first()
        or pages.filter(url_path=_url_path(data, site)).first()
    )


def _url_path(data, site):
    by_key = {each["key"]: each for each in site["pages"]}
    parts, here = [], data
    while here["parent"] is not None:
        parts.insert(0, here["slug"])
        here = by_key[here["parent"]]
    return "/" + "".join(f"{part}/" for part in [data["locale"], *parts])


@transaction.atomic
def load_page(data, organisations, pages=None, site=None):
    found = find_page(data, site or content())
    if found:
        return found
    model = apps.get_model(data["type"])
    locale = Locale.objects.get(language_code=data["locale"])
    parent = _parent(data, pages or {}, locale)
    fields = dict(data["fields"])
    field = RECORDS.get(data["type"])
    if field:
        fields[field] = make_record(field, data["record"], organisations)
    page = model(slug=data["slug"], locale=locale, translation_key=identity(data["key"]), **fields)
    if data["body"]:
        page.body = json.dumps(body_with_ids(data, pages or {}))
    parent.add_child(instance=page)
    page.save_revision().publish()
    if isinstance(page, HomePage):
        defaults = {"hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME, "root_page": page}
        Site.objects.update_or_create(is_default_site=True, defaults=defaults)
        for old in Page.objects.filter(depth=2, slug="home", locale=locale).exclude(pk=page.pk):
            old.delete()
    page.refresh_from_db()
    return page


def complete_bodies(site, pages):
    """Add the buttons that lead to pages loaded later, unless somebody has worked on the page since."""
    for data in site["pages"]:
        page = pages[data["key"]]
        if not leads_on(data) or page.translation_key != identity(data["key"]) or page.revisions.count() > 1:
            continue
        body = body_with_ids(data, pages)
        if [block["id"] for block in body] != [block.id for block in page.body]:
            page.body = json.dumps(body)
            page.save_revision().publish()


def _parent(data, pages, locale):
    if data["parent"] is None:
        return Page.get_first_root_node()
    parent = pages[data["parent"]]
    if parent.locale_id == locale.pk:
        return Page.objects.get(pk=parent.pk)
    # An original in another language: its parent must be there in that language first.
    there = parent.get_translation_or_none(locale)
    if there is None:
        entries = {locale.language_code: catalog(locale.language_code)}
        for key, page in list(pages.items()):
            if parent.path.startswith(page.path) and page.locale_id == parent.locale_id:
                translate_thing(page, key, entries)
        if not parent.has_translation(locale):
            translate(parent, locale)  # not every string is there yet: a draft will do for a parent
        there = parent.get_translation(locale)
    return Page.objects.get(pk=there.pk)
