"""Every address of the admin, asked by every kind of person: nobody changes or learns of what is not theirs.

Who translates Korean walks past all of it with the Arabic translations and an English draft in hand. What each role may do
with valid data is a table: whoever stands there does change something, everybody else nothing.
"""

import re
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client, TestCase
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation

from home.factories import UserFactory, sample_picture
from home.models import Topic
from home.translation.workbench.texts import token
from hub.tests.taking_part import BUTTONS_ONLY, DESK, OPEN_TO, PRIVATE, SHOWN, is_of_the_desk
from hub.tests.walking import ARABIC, ENGLISH, Walk, World

WRITE = re.compile(r"""^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+["`](\w+)""", re.IGNORECASE)
# What everybody may write: that they are there, and their own settings.
OWN = {"django_session", "wagtailadmin_editingsession", "wagtailusers_userprofile"}
# Many screens of one make, none of which is about people: one of them stands for all.
ALIKE = re.compile(
    r"wagtailsnippet(?:s|choosers)_home_(?!organisation)|wagtail_localize:|translation_|release_"
)
NOT_WALKED = {
    "wagtailadmin_logout",  # would end the walk
    "wagtailadmin_error_test",  # Wagtail's own error, raised for whoever asks
}
SEARCHED = re.compile(r"search|choose|chosen|results|list|index|api|explore|autocomplete|translation_")

EVERYWHERE = {"Editors", "Moderators", "Administrators", "Owners"}
SENDERS = {"Editors", "Administrators", "Owners"}
IN_CHARGE = {"Administrators", "Owners"}
ROLES = [
    "Translators: ko",
    "Reviewers: ko",
    "Translators: ar",
    "Reviewers: ar",
    "Editors",
    "Moderators",
    "Auditors",
    "Coordinator desk",
    "Consent keepers",
    "Administrators",
    "Owners",
]
# In any form of the admin some of these are what it asks for.
SOMETHING = {
    "title": "Changed",
    "name": "Changed",
    "slug": "changed",
    "comment": "Changed.",
    "value": "Changed",
    "data": "Changed",
    "decision": "urgent",
    "action-publish": "1",
    "localize-restart-translation": "1",
    "publish": "on",
    "publish_translations": "on",
    "include_descendants": "on",
    "language_code": "fr",
    "external-link-chooser-url": "https://example.org",
    "external-link-chooser-link_text": "There",
}


@dataclass(frozen=True)
class Deed:
    """Something one can do with valid data, and the roles that may."""

    name: str
    url: str
    data: dict
    who: set


class Watch:
    """Tables that were written while it is on."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        found = WRITE.match(sql)
        if found and found[1] not in OWN:
            self.tables.add(found[1])
        return execute(sql, params, many, context)


def ask(client, method, url, data):
    """(response, its words, tables written). Nothing of it lasts."""
    watch = Watch()
    point = transaction.savepoint()
    with connection.execute_wrapper(watch):
        response = getattr(client, method)(url, data)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    transaction.savepoint_rollback(point)
    return response, body.decode(errors="replace"), watch.tables


class RoleWalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World()

    def member(self, *roles):
        user = UserFactory()
        user.groups.add(*Group.objects.filter(name__in=roles))
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    def walk(self, role, code, forbidden):
        client = self.member(role)
        something = {**SOMETHING, "locales": [pk.pk for pk in self.world.locales.values()]}
        wrong = []
        for address in Walk(self.world, code).addresses:
            if address.name in NOT_WALKED:
                continue
            asked = [("get", {}), ("post", something)]
            if SEARCHED.search(address.name):
                asked.append(("get", {"q": "About", "language": "ar", "locale": "ar"}))
            for method, data in asked:
                url = address.url
                if "?" in url and method == "get" and data:
                    continue
                response, words, written = ask(client, method, url, data)
                if written or response.status_code >= 500 or any(each in words for each in forbidden):
                    wrong.append((address.name, method, url, response.status_code, written))
        assert not wrong, wrong

    def test_a_translator_of_korean_passes_by_the_arabic_drafts(self):
        self.walk("Translators: ko", "ar", [ARABIC, ENGLISH, PRIVATE])

    def test_a_reviewer_of_korean_passes_by_the_arabic_drafts(self):
        self.walk("Reviewers: ko", "ar", [ARABIC, ENGLISH, PRIVATE])

    def test_a_translator_of_korean_passes_by_an_english_draft(self):
        self.walk("Translators: ko", "en", [ARABIC, ENGLISH, PRIVATE])

    def test_who_translates_arabic_does_see_the_arabic_drafts(self):
        client = self.member("Translators: ar")
        pages = Walk(self.world)
        seen = {
            address.name
            for address in pages.addresses
            if address.name not in NOT_WALKED and ARABIC in ask(client, "get", address.url, {})[1]
        }
        assert {"translation_workbench", "wagtailadmin_pages:history", "wagtailadmin_explore"} <= seen

    def at_the_desk(self):
        self.world.taking_part.keep_files()
        found = [each for each in Walk(self.world).addresses if is_of_the_desk(each)]
        assert {each.name for each in found} >= {
            *OPEN_TO,
            *BUTTONS_ONLY,
            *SHOWN,
            "mails:index",
            "desk_export",
        }
        return found

    def test_the_desk_opens_every_address_of_its_own_and_reads_there_what_people_sent(self):
        client, shown, closed = self.member("Coordinator desk"), set(), []
        for address in self.at_the_desk():
            if "Coordinator desk" not in OPEN_TO.get(address.name, DESK) or address.name in BUTTONS_ONLY:
                continue
            response, words, _written = ask(client, "get", address.url, {})
            if response.status_code != 200:
                closed.append((address.name, response.status_code))
            if PRIVATE in words:
                shown.add(address.name)
        assert not closed, closed
        assert shown == SHOWN

    def test_no_other_role_opens_anything_of_the_desk(self):
        addresses, something = self.at_the_desk(), {**SOMETHING, "deed": "accept", "text": "x", "sure": "yes"}
        wrong = []
        for role in ROLES:
            client = self.member(role)
            for address in addresses:
                may = role in OPEN_TO.get(address.name, DESK)
                if may and role == "Coordinator desk":
                    continue
                for method, data in (("get", {}), ("post", something)):
                    response, words, written = ask(client, method, address.url, data)
                    opened = response.status_code == 200
                    if PRIVATE in words or written or (opened and not may) or response.status_code >= 500:
                        wrong.append((role, address.name, method, response.status_code, written))
                    elif may and method == "get" and not opened:
                        wrong.append((role, address.name, "is not open", response.status_code))
        assert not wrong, wrong

    def test_owners_learn_nothing_of_people_anywhere(self):
        client = self.member("Owners")
        told = [
            address.name
            for address in Walk(self.world).addresses
            if address.name not in NOT_WALKED
            and not ALIKE.match(address.name)
            and PRIVATE in ask(client, "get", address.url, {})[1]
        ]
        assert not told, told

    def test_each_role_does_what_its_table_says_and_nothing_else(self):
        clients = {role: self.member(role) for role in ROLES}
        wrong = []
        for deed in self.deeds():
            did = {role for role in ROLES if ask(clients[role], "post", deed.url, deed.data)[2]}
            if did != deed.who:
                wrong.append((deed.name, "wrongly may", did - deed.who, "wrongly may not", deed.who - did))
        assert not wrong, wrong

    def deeds(self):
        yield from self.deeds_on_pages()
        yield from self.deeds_on_translations()
        yield from self.deeds_on_snippets()
        yield from self.deeds_on_the_site()
        yield from self.deeds_at_the_desk()

    def deeds_on_pages(self):
        world, reviewers = self.world, {"Reviewers: ar", *EVERYWHERE}
        draft, reviewed = (each["ar"].get_target_instance() for each in (world.drafts, world.reviewed))
        live, home = world.live["ar"].get_target_instance(), world.homes["ar"]

        def page(name, *args):
            return reverse(f"wagtailadmin_pages:{name}", args=args)

        def bulk(name, thing):
            return reverse("wagtail_bulk_action", args=["wagtailcore", "page", name]) + f"?id={thing.pk}"

        yield Deed("publish", bulk("publish", draft), {}, reviewers)
        yield Deed("delete a draft", page("delete", draft.pk), {}, reviewers)
        yield Deed("delete drafts", bulk("delete", draft), {}, reviewers)
        yield Deed("unpublish", page("unpublish", live.pk), {}, reviewers)
        yield Deed("unpublish many", bulk("unpublish", live), {}, reviewers)
        form = {"title": "x", "slug": "about", "action-publish": "1"}
        yield Deed("write past the workbench", page("edit", draft.pk), form, set())
        task = reviewed.current_workflow_task_state.pk
        for action in ("approve", "reject"):
            url = page("workflow_action", reviewed.pk, action, task)
            yield Deed(action, url, {"comment": "x"}, {"Reviewers: ar"})
        yield Deed("lock", page("lock", draft.pk), {}, {"Moderators", *IN_CHARGE})
        copying = {"new_title": "x", "new_slug": "x", "new_parent_page": home.pk}
        yield Deed("copy", page("copy", draft.pk), copying, EVERYWHERE)
        privacy = {"restriction_type": "login"}
        yield Deed("close to readers", page("set_privacy", live.pk), privacy, reviewers)
        yield Deed("change an original", page("edit", world.unsent.pk), self.form_of_a_page(), EVERYWHERE)

    def form_of_a_page(self):
        return {
            "title": "Changed",
            "slug": "unsent",
            "summary": "Changed.",
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "comments-MIN_NUM_FORMS": "0",
            "comments-MAX_NUM_FORMS": "",
        }

    def deeds_on_translations(self):
        world = self.world
        translation = world.drafts["ar"]

        def localize(name, *args):
            return reverse(f"wagtail_localize:{name}", args=args)

        languages = {"locales": [world.empty_locale.pk]}
        yield Deed("send", localize("submit_page_translation", world.about.pk), languages, SENDERS)
        topic = translation_of(world, Topic).source.get_source_instance()
        send = localize("submit_snippet_translation", "home", "topic", topic.pk)
        yield Deed("send a snippet", send, languages, SENDERS)
        yield Deed("stop", localize("stop_translation", translation.pk), {}, SENDERS)
        key = {"key": world.about.translation_key, "language": "ar", "decision": "urgent"}
        yield Deed("decide", reverse("translation_decide"), key, SENDERS)
        theirs = {"Translators: ar", "Reviewers: ar", *EVERYWHERE}
        segment = StringSegment.objects.filter(source=translation.source, context__path="title").get()
        words = {
            "context": segment.context_id,
            "text": segment.string_id,
            "words": "Other",
            "seen": seen(segment, "ar"),
        }

        def work(name, of=translation, *args):
            return reverse(f"translation_{name}", args=[of.pk, *args])

        yield Deed("write a passage", work("save"), words, theirs)
        yield Deed("comment", work("comment", translation, segment.pk), {"comment": "Why?"}, theirs)
        yield Deed("submit for review", work("act"), {"action": "submit"}, theirs)
        yield Deed(
            "publish a translation", work("act"), {"action": "publish"}, {"Reviewers: ar", *EVERYWHERE}
        )
        waiting = world.reviewed["ar"]
        yield Deed("take back", work("act", waiting), {"action": "withdraw"}, theirs)
        reviewers = {"Reviewers: ar", *EVERYWHERE}
        yield Deed("approve a translation", work("act", waiting), {"action": "approve"}, reviewers)
        yield Deed("send back", work("act", waiting), {"action": "send-back", "comment": "No."}, reviewers)
        for name in ("machine_translate", "upload_pofile", "convert_to_alias"):
            pk = translation.get_target_instance().pk if name == "convert_to_alias" else translation.pk
            yield Deed(name, localize(name, pk), {"publish": "on"}, set())

    def deeds_on_snippets(self):
        topic = translation_of(self.world, Topic).get_target_instance()

        def snippet(name, *args):
            return reverse(f"wagtailsnippets_home_topic:{name}", args=[topic.pk, *args])

        yield Deed("write a snippet past the workbench", snippet("edit"), {"title": "x", "slug": "x"}, set())
        yield Deed("delete a snippet", snippet("delete"), {}, SENDERS)
        task = topic.current_workflow_task_state.pk
        url = snippet("workflow_action", "approve", task)
        yield Deed("approve a snippet", url, {"comment": "x"}, {"Reviewers: ar"})

    def deeds_on_the_site(self):
        yield Deed("add a language", reverse("wagtaillocales:add"), {"language_code": "fr"}, IN_CHARGE)
        password = "long-enough-for-anybody-4711"
        account = {"email": "a@example.org", "name": "A", "password1": password, "password2": password}
        yield Deed("make an account", reverse("wagtailusers_users:add"), account, {"Owners"})
        collection = {"name": "x", "parent": self.world.collection.get_parent().pk}
        yield Deed("add a collection", reverse("wagtailadmin_collections:add"), collection, IN_CHARGE)
        moved = {"old_path": "/a", "is_permanent": "on", "redirect_link": "https://example.org/b", "site": ""}
        yield Deed("redirect", reverse("wagtailredirects:add"), moved, IN_CHARGE)
        workflow = reverse("wagtailadmin_workflows:disable", args=[self.world.reviewed_by.pk])
        retire = reverse("translation_retire", args=[self.world.locales["ar"].pk])
        yield Deed("retire a language", retire, {}, IN_CHARGE)
        asked = {"email": "b@example.org", "role": "Translators", "languages": [self.world.locales["ar"].pk]}
        yield Deed("invite", reverse("translation_invite"), asked, {"Owners"})
        revoke = reverse("translation_invite_revoke", args=[self.world.invitation.pk])
        yield Deed("take an invitation back", revoke, {}, {"Owners"})
        yield Deed("end a workflow", workflow, {}, IN_CHARGE)

    def deeds_at_the_desk(self):
        for name, url, data in self.world.taking_part.deeds():
            yield Deed(name, url, data, DESK)
        begin = {"year": self.world.event.edition.year + 1, "date": ""}
        yield Deed("begin the next edition", reverse("next_edition"), begin, IN_CHARGE)

    def test_a_picture_is_uploaded_by_who_has_pictures(self):
        url, allowed = reverse("wagtailimages:add"), {"Editors", "Moderators", "Administrators", "Owners"}
        for role in ROLES:
            picture = SimpleUploadedFile("photo.jpg", sample_picture(), "image/jpeg")
            data = {"title": "x", "description": "x", "file": picture, "collection": "1"}
            assert bool(ask(self.member(role), "post", url, data)[2]) is (role in allowed), role


def translation_of(world, model):
    return world.snippets[model]["ar"]


def seen(segment, code):
    """What the workbench's form says of the translation that its reader saw."""
    rows = StringTranslation.objects.filter(locale__language_code=code, context=segment.context)
    return token(rows.get(translation_of=segment.string).data)
