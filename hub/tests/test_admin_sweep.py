"""Every stock address of the admin that writes translations, as every role that must not: nothing live changes."""

import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from events.factories import EventPageFactory
from events.models import Event
from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, UserFactory, home_page
from home.querysets import hub_pages
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


class Site:
    """An event, live in three languages; a page, live in English, whose translations are drafts with one English word."""

    def __init__(self):
        self.event = EventPageFactory(locale="en", title="March", summary="We march.")
        self.page = ContentPageFactory(parent=home_page("en"), slug="about", title="About", summary="Why.")
        self.live, self.half = {}, {}
        for code in ("ko", "ar"):
            locale = Locale.objects.get_or_create(language_code=code)[0]
            for each in [*self.event.get_ancestors().filter(depth__gte=2), self.event]:
                self.live[code] = translation = translate(each.specific, locale)
                fill(translation, lambda path, text, code=code: f"{code}: {text}")
                translation.save_target(publish=True)
            assert translation.get_target_instance().live
            self.half[code] = translation = translate(self.page, locale)
            fill(translation, lambda path, text: "..." if path == "title" else None)
            translation.save_target(publish=False)
        sync_roles()

    def pages(self):
        return [each.specific for each in hub_pages()]

    def state(self):
        """What is live, in which words, and what all languages share."""
        return {
            "live": {
                page.pk: (page.title, page.summary, page.url_path, str(getattr(page, "body", "")))
                for page in self.pages()
                if page.live
            },
            "records": list(Event.objects.order_by("pk").values()),
        }


@pytest.fixture
def site(db):
    return Site()


def member(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def bulk(kind, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", kind]) + f"?{ids}"


def po_file(translation):
    """All words, as a translator would send them."""
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"sent: {entry.msgid}"
    return io.BytesIO(str(po).encode())


def admin(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def localize(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


def requests(site, code):
    """(name, address, data) of every stock action on the translations of a language; the destructive ones last."""
    live, half = site.live[code], site.half[code]
    page, draft = live.get_target_instance(), half.get_target_instance()
    home = page.get_ancestors().get(depth=2)
    moving = {"move_applicable": "on", "chooser": home.pk}
    yield "convert to alias", localize("convert_to_alias", page.pk), {}
    yield "convert a draft", localize("convert_to_alias", draft.pk), {}
    yield "convert in the editor", admin("edit", page.pk), {"localize-convert-to-alias": "1"}
    yield "publish in the editor", admin("edit", draft.pk), {"action": "publish"}
    yield "publish as a page", admin("edit", draft.pk), {"action-publish": "1", "title": "x", "slug": "x"}
    yield "bulk publish", bulk("publish", draft), {"include_descendants": "on"}
    yield (
        "update translations",
        localize("update_translations", half.source_id),
        {"publish_translations": "on"},
    )
    yield "submit", localize("submit_page_translation", site.page.pk), {"locales": [half.target_locale_id]}
    yield "machine translate", localize("machine_translate", half.pk), {"publish": "on"}
    yield "upload", localize("upload_pofile", half.pk), {"file": po_file(half)}
    yield "upload for a live page", localize("upload_pofile", live.pk), {"file": po_file(live)}
    yield "restart", admin("edit", page.pk), {"localize-restart-translation": "1"}
    yield "stop", localize("stop_translation", live.pk), {}
    yield (
        "copy",
        admin("copy", page.pk),
        {"new_title": "x", "new_slug": "x", "new_parent_page": home.pk, "publish_copies": "on"},
    )
    yield "move", admin("move_confirm", page.pk, home.pk), {}
    yield "bulk move", bulk("move", page), moving
    yield "unpublish", admin("unpublish", page.pk), {}
    yield "bulk unpublish", bulk("unpublish", page), {}
    yield "delete", admin("delete", page.pk), {}
    yield "bulk delete", bulk("delete", draft), {}


OUTSIDERS = ["Auditors", "Coordinator desk", "Consent keepers"]
INSIDE = {"Translators: ko": "ko", "Reviewers: ko": "ko"}
MAY_TAKE_AWAY = {("Reviewers: ko", "ko"), ("Moderators", "ko")}
TAKING_AWAY = {"unpublish", "bulk unpublish", "delete", "bulk delete"}


@pytest.mark.parametrize("code", ["ko", "ar"])
@pytest.mark.parametrize("role", [*OUTSIDERS, *INSIDE, "Moderators"])
def test_no_stock_action_changes_what_is_live(client, site, role, code):
    if role == "Moderators" and code == "ar":
        return  # they have one language as they have the other
    member(client, role)
    before = site.state()
    enabled = Translation.objects.filter(enabled=True).count()
    words = StringTranslation.objects.filter(locale__language_code=code)
    written = sorted(words.values_list("data", flat=True))
    for name, address, data in list(requests(site, code)):
        if (role, name) == ("Moderators", "copy"):
            continue  # they may: the copy is a page of its own
        client.post(address, data)
        after = site.state()
        here = (role, code, name)
        if name in TAKING_AWAY and (role, code) in MAY_TAKE_AWAY:
            assert after["live"].items() <= before["live"].items(), here
        else:
            assert after["live"] == before["live"], here
        if name not in TAKING_AWAY:  # a draft may be thrown away by who may change it
            assert Translation.objects.filter(enabled=True).count() == enabled, here
        assert after["records"] == before["records"], here
        assert not Page.objects.filter(alias_of__isnull=False).exists(), here
        if INSIDE.get(role) != code and role != "Moderators":
            assert sorted(words.values_list("data", flat=True)) == written, here


@pytest.mark.parametrize(
    ("role", "code", "may"), [("Translators: ko", "ko", 1), ("Translators: ko", "ar", 0)]
)
def test_a_translator_writes_the_words_of_one_language(client, site, role, code, may):
    member(client, role)
    client.post(localize("upload_pofile", site.half[code].pk), {"file": po_file(site.half[code])})
    segment = StringSegment.objects.filter(source=site.half[code].source, context__path="summary").get()
    address = localize("edit_string_translation", site.half[code].pk, segment.pk)
    client.put(address, "value=typed", content_type="application/x-www-form-urlencoded")
    words = StringTranslation.objects.filter(locale__language_code=code)
    assert words.filter(data="typed").exists() is bool(may)
    assert words.filter(data="sent: About").exists() is bool(may)


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        ("Translators: ko", "ko", 0),
        ("Reviewers: ko", "ko", 1),
        ("Reviewers: ko", "ar", 0),
        ("Moderators", "ar", 1),
    ],
)
def test_what_is_complete_goes_live_by_who_may(client, site, role, code, may):
    member(client, role)
    translation = site.half[code]
    fill(translation, lambda path, text: f"{code}: {text}")
    client.post(admin("edit", translation.get_target_instance().pk), {"action": "publish"})
    assert translation.get_target_instance().live is bool(may)


@pytest.mark.parametrize(("role", "may"), [("Translators: ko", 0), ("Moderators", 1)])
def test_bulk_publishing_works_for_who_may(client, site, role, may):
    member(client, role)
    translation = site.half["ko"]
    fill(translation, lambda path, text: f"ko: {text}")
    translation.save_target(publish=False)
    client.post(bulk("publish", translation.get_target_instance()), {})
    assert translation.get_target_instance().live is bool(may)
