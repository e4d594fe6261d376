"""Loads the demo content: English (or Korean) originals first, then their translations, as a translator would make them.

Every step finds what is there already, so that a load cut short goes on where it stopped.
"""

import json
import secrets
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import polib
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files import File
from django.db import transaction
from wagtail.models import Locale, Page, Site

from events.loading import load_places
from events.models import City, Edition, Event, EventHost, PublicDisplay
from home.models import HomePage, HubDocument, Organisation, Topic, User
from home.translation.submit import fill, translate
from resources.models import Resource, ResourceFile, Testimony

HERE = Path(__file__).parent
LANGUAGES = ["en", "ko", "ar"]
PROGRESS_KEY = "demo"
ACCOUNTS_FILE = "demo-accounts.txt"
RECORDS = {
    "events.EditionPage": "edition",
    "events.EditionReportPage": "edition",
    "events.EventPage": "event",
    "resources.ResourcePage": "resource",
    "resources.TestimonyPage": "testimony",
}
ACCOUNTS = {
    "owner@example.org": ("Owner (demo)", "Owners", True),
    "editor@example.org": ("Editor (demo)", "Editors", False),
    "moderator@example.org": ("Moderator (demo)", "Moderators", False),
    "translator-ko@example.org": ("Korean translator (demo)", "Translators: ko", False),
    "translator-ar@example.org": ("Arabic translator (demo)", "Translators: ar", False),
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
def make_accounts(say=print):
    """The demo's accounts, their random passwords said once and kept beside the database."""
    made = {}
    for email, (name, group, superuser) in ACCOUNTS.items():
        if User.objects.filter(email=email).exists():
            continue
        made[email] = password = secrets.token_urlsafe(12)
        user = User.objects.create_user(
            email, password, name=name, is_staff=superuser, is_superuser=superuser
        )
        user.groups.add(Group.objects.get(name=group))
    if not made:
        return
    lines = [f"{email:28}{password}" for email, password in made.items()]
    # Written before the accounts are committed: no account without a password that somebody can read.
    path = settings.DATA_DIR / ACCOUNTS_FILE
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")
    say("  The demo's accounts (log in at /admin/):")
    for line in lines:
        say(f"    {line}")
    say(f"  They are kept in {path}.")


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
    translate_words(site, organisations, catalogs)
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
            Site.objects.update_or_create(
                is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
            )
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


def make_record(kind, record, organisations):
    if kind == "edition":
        year = record.get("year") or record["edition"]
        edition, _made = Edition.objects.get_or_create(
            year=year, defaults={"date": record.get("date"), "state": record.get("state", "planned")}
        )
        return edition
    if kind == "event":
        facts = {
            name: record[name]
            for name in (
                "starts_on",
                "starts_time",
                "ends_on",
                "ends_time",
                "venue",
                "kinds",
                "status",
                "visibility",
            )
        }
        event = Event(
            edition=Edition.objects.get(year=record["edition"]),
            city=City.objects.get(geonameid=record["city"]),
        )
        for name, value in facts.items():
            setattr(event, name, Event._meta.get_field(name).to_python(value))
        event.full_clean()
        event.save()
        for host in record["hosts"]:
            organisation = organisations.get(host.get("organisation"))
            EventHost.objects.create(
                event=event,
                organisation=organisation,
                display=PublicDisplay.ORGANISATION if organisation else PublicDisplay.ANONYMOUS,
            )
        return event
    if kind == "resource":
        resource = Resource.objects.create(kind=record["kind"], licence=record["licence"])
        for file in record["files"]:
            path = HERE / file["path"]
            with path.open("rb") as stream:
                document = HubDocument.objects.create(
                    title=path.stem, file=File(stream, name=path.name), file_size=path.stat().st_size
                )
            ResourceFile.objects.create(
                resource=resource,
                document=document,
                **{name: file[name] for name in ("language", "format", "paper")},
            )
        return resource
    return Testimony.objects.create(**record)


def load_words(site):
    english = Locale.objects.get(language_code="en")
    for data in site["topics"]:
        Topic.objects.get_or_create(locale=english, slug=data["slug"], defaults={"title": data["name"]})
    return {
        data["key"]: Organisation.objects.get_or_create(
            locale=english,
            name=data["name"],
            defaults={"kind": data["kind"], "description": data["description"]},
        )[0]
        for data in site["organisations"]
    }


def load_editions(site):
    for data in site["editions"]:
        Edition.objects.get_or_create(
            year=data["year"],
            defaults={
                "date": data["date"],
                "state": Edition.State.ARCHIVED,
                "cities_count": data["cities"],
                "countries_count": data["countries"],
                "at_least": data["at_least"],
                "counters_note": "As announced by the organisers.",
            },
        )


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


def translate_words(site, organisations, catalogs):
    for code, entries in catalogs.items():
        if code == "en":
            continue
        for data in site["topics"]:
            topic = Topic.objects.get(locale__language_code="en", slug=data["slug"])
            translate_thing(topic, f"topic:{data['key']}", code, entries)
        for data in site["organisations"]:
            name = data["names"].get(code, data["name"])
            translate_thing(
                organisations[data["key"]],
                f"organisation:{data['key']}",
                code,
                entries,
                extra={data["name"]: name},
            )
