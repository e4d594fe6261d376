"""A site with something of everything, every address of its admin, and what fills them: for the walk of the roles."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Site, Task, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, TranslationContext

from events.factories import EventPageFactory
from events.models import CountrySafety, Update
from home.accounts.invitations import invite
from home.accounts.roles import sync_roles
from home.factories import (
    ContentPageFactory,
    DocumentFactory,
    ImageFactory,
    OwnerFactory,
    UserFactory,
    home_page,
    sample_pdf,
)
from home.models import (
    GlossaryConcept,
    Helpline,
    HubMedia,
    Menu,
    Organisation,
    PassageComment,
    Person,
    Release,
    SiteWords,
    SocialLink,
    Topic,
    TranslationJob,
    TranslationJobItem,
)
from home.translation import workflow
from home.translation.submit import fill, translate
from hub.tests.taking_part import TakingPart
from resources.factories import ResourcePageFactory, TestimonyFactory, VideoPageFactory
from resources.models import ConsentRecord

ARABIC = "sentinelar"  # stands in every Arabic draft, and nowhere else
ENGLISH = "sentinelen"  # in an English draft that was sent to nobody

# Addresses of old make, whose arguments have no names.
POSITIONAL = {"wagtailadmin_pages:revisions_compare": ("page_id", "revision_id_a", "revision_id_b")}

SNIPPETS = {
    Topic: {"title": "Prayer", "slug": "prayer"},
    Organisation: {"name": "Coalition"},
    Menu: {
        "place": "main",
        "items": '[{"type": "link", "value": {"url": "https://example.org", "label": "There"}}]',
    },
    SiteWords: {"statement": "Words"},
    SocialLink: {"name": "Network", "url": "https://example.org"},
    Helpline: {"name": "Line", "where": "Everywhere", "telephone": "1", "verified_on": "2026-01-01"},
    Person: {"name": "A Person", "roles": "Chair"},
    CountrySafety: {"country": "KR", "acting": "<p>Ask before you gather.</p>"},
    Update: {"subject": "Soon", "text": "The Day is near."},
}


class World:
    """Everything is there once in English, live, with drafts in Korean and Arabic; `arabic` and so on are what is walked on."""

    def __init__(self):
        self.owner = OwnerFactory()
        self.english_home = home_page("en")
        self.locales = {
            code: Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "ko", "ar")
        }
        self.homes = {"en": self.english_home}
        for code in ("ko", "ar"):
            self.homes[code] = self.translated(self.english_home, code, live=True).get_target_instance()
        sync_roles()
        self.about = ContentPageFactory(parent=self.english_home, slug="about", title="About", summary="Why.")
        self.letter = ContentPageFactory(
            parent=self.english_home, slug="letter", title="Letter", summary="How."
        )
        self.unsent = ContentPageFactory(
            parent=self.english_home, slug="unsent", title=ENGLISH, summary=ENGLISH, live=False
        )
        self.unsent.save_revision(user=self.owner)
        self.news = ContentPageFactory(parent=self.english_home, slug="news", title="News", summary="What.")
        self.live = {code: self.translated(self.news, code, live=True) for code in ("ko", "ar")}
        self.drafts = {code: self.translated(self.about, code) for code in ("ko", "ar")}
        self.reviewed = {code: self.translated(self.letter, code) for code in ("ko", "ar")}
        for translation in self.reviewed.values():
            workflow.submit(translation.get_target_instance(), self.owner)
        self.snippets = {}
        for model, fields in SNIPPETS.items():
            original = model.objects.create(locale=self.locales["en"], **fields)
            original.save_revision().publish()
            self.snippets[model] = {code: self.translated(original, code) for code in ("ko", "ar")}
        for each in self.snippets.values():
            workflow.submit(each["ar"].get_target_instance(), self.owner)
        self.make_records()
        self.make_files()
        self.make_rest()

    def translated(self, thing, code, live=False):
        translation = translate(thing, self.locales[code], user=self.owner)
        word = {"ko": "korean", "ar": "homear" if live else ARABIC}[code]
        fill(translation, lambda path, text: f"{word} {text}" if "url" not in path else text, user=self.owner)
        translation.save_target(user=self.owner, publish=live)
        return translation

    def make_records(self):
        self.event_page = EventPageFactory(locale="en", title="March", summary="We march.")
        self.event = self.event_page.event
        self.taking_part = TakingPart(self.event, self.owner)
        self.city, self.mission = self.taking_part.city, self.taking_part.mission
        self.resource = ResourcePageFactory(locale="en").resource
        self.video = VideoPageFactory(locale="en").video
        self.testimony = TestimonyFactory()
        self.consent = ConsentRecord.objects.create(
            testimony=self.testimony, given_on="2026-01-01", person="Private"
        )

    def make_files(self):
        self.image, self.document = ImageFactory(), DocumentFactory()
        self.media = HubMedia(title="Sound", type="audio", duration=1, file="media/none.mp3")
        HubMedia.objects.bulk_create([self.media])
        self.media = HubMedia.objects.get()
        self.upload = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(get_image_model()),
            file=ContentFile(sample_pdf(), "x.pdf"),
            uploaded_by_user=self.owner,
        )

    def make_rest(self):
        self.person = UserFactory()
        self.concept = GlossaryConcept.objects.create(name="Concept")
        self.collection = Collection.get_first_root_node().add_child(name="Collection")
        self.redirect = Redirect.objects.create(old_path="/old", redirect_link="/new")
        self.session = EditingSession.objects.create(
            user=self.owner, content_object=self.about, last_seen_at=timezone.now()
        )
        self.job = TranslationJob.objects.create(kind="send", label=ARABIC, made_by=self.owner)
        segment = StringSegment.objects.filter(source=self.drafts["ar"].source).first()
        self.comment = PassageComment.objects.create(
            context=segment.context, locale=self.locales["ar"], author=self.owner, words=ARABIC
        )
        self.release = Release.objects.create(name=ARABIC, made_by=self.owner)
        self.job_item = TranslationJobItem.objects.create(
            job=self.job, position=0, name=ARABIC, data={"translation": self.drafts["ar"].pk}
        )
        self.invitation = invite(
            "invited@example.org", "Invited", "Translators", [self.locales["ar"]], self.owner
        )
        self.reviewed_by = Workflow.objects.get(name="Review: ar")
        self.empty_locale = Locale.objects.create(language_code="de")


@dataclass(frozen=True)
class Address:
    name: str
    url: str


class Walk:
    """Every address of the admin, filled with what is in the world in one language."""

    def __init__(self, world, code="ar"):
        self.world, self.code = world, code

    @cached_property
    def addresses(self):
        """[Address]. Raises an exception that names every address it can't fill."""
        found, unknown = [], []
        for route, name, converters in _routes(get_resolver()):
            if not route.startswith("admin/"):
                continue
            try:
                found += self.fill(route, name, converters)
            except (KeyError, NoReverseMatch) as error:
                unknown.append(f"{name or route}: {error!r}")
        if unknown:
            raise LookupError("\n".join(unknown))
        return list(dict.fromkeys(found))

    def fill(self, route, name, arguments):
        if name == "wagtail_bulk_action":
            return self.bulk_actions()
        if not name or name.endswith(":"):  # one of ours that stands before another of the same form
            return [Address(route, "/" + self.filled(route))]
        values = {each: self.value(name, each) for each in arguments}
        args = [self.value(name, each) for each in POSITIONAL.get(name, ())]
        return [Address(name, reverse(name, args=args, kwargs=values))]

    def bulk_actions(self):
        bulk_action_registry._scan_for_bulk_actions()
        for label, models in bulk_action_registry.actions.items():
            for model, actions in models.items():
                for action in actions:
                    pk = self.of_model(label, model).pk
                    address = reverse("wagtail_bulk_action", args=[label, model, action]) + f"?id={pk}"
                    yield Address(f"bulk:{label}.{model}:{action}", address)

    def of_model(self, label, model):
        world = self.world
        known = {
            "wagtailcore.page": self.page,
            "home.hubimage": world.image,
            "home.hubdocument": world.document,
            "home.hubmedia": world.media,
            "home.user": world.person,
            **{each._meta.label_lower: self.snippet(each) for each in (*SNIPPETS, GlossaryConcept)},
        }
        return known[f"{label}.{model}"]

    @property
    def translation(self):
        return self.world.drafts.get(self.code) or self.world.drafts["ar"]

    @cached_property
    def page(self):
        return self.world.unsent if self.code == "en" else self.translation.get_target_instance()

    @cached_property
    def reviewed_page(self):
        return self.world.reviewed["ar" if self.code == "en" else self.code].get_target_instance()

    def snippet(self, model):
        if model is GlossaryConcept:
            return self.world.concept
        return self.world.snippets[model]["ar" if self.code == "en" else self.code].get_target_instance()

    def filled(self, route):
        route = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(self.value(route, match[1])), route)
        return route.replace("^.*/$", "nothing/here/")

    def value(self, name, argument):
        space = name.partition(":")[0]
        pages = {"page_id", "parent_page_id", "page_pk", "page_to_move_id"}
        if argument in pages:
            return (self.reviewed_page if "workflow_" in name or "_workflow" in name else self.page).pk
        if argument == "pk":
            return self.pk(name, space)
        if argument in {"revision_id", "task_state_id", "workflow_state_id", "task_id", "object_id"}:
            return self.of_thing(argument, name, space)
        return self.world.taking_part.plain(name, argument) or self.plain(argument)

    def of_thing(self, argument, name, space):
        thing = self.page
        if space.startswith("wagtailsnippets_"):
            thing = self.snippet(_model(space))
        elif "workflow_" in name or "_workflow" in name:
            thing = self.reviewed_page
        if argument == "revision_id":
            return thing.latest_revision_id
        if argument == "object_id":
            return thing.pk
        if space == "wagtailadmin_workflows":
            return Task.objects.get(name="Review: ar").pk
        state = thing.current_workflow_task_state
        return {
            "task_state_id": state.pk,
            "task_id": state.task_id,
            "workflow_state_id": state.workflow_state_id,
        }[argument]

    def pk(self, name, space):
        world = self.world
        if space.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
            return self.snippet(_model(space)).pk
        if "submit/snippet" in name:
            return self.snippet(Topic).pk
        if "glossary" in space:
            return world.concept.pk
        if space.startswith("release_"):
            return world.release.pk
        if space.startswith("translation_"):
            return self.of_translation(space).pk
        if (of_the_desk := world.taking_part.pk(name)) is not None:
            return of_the_desk
        known = {
            "wagtailadmin_api": self.page,
            "wagtail_localize": self.snippet(Topic),
            "wagtailadmin_collections": world.collection,
            "wagtailadmin_workflows": Workflow.objects.get(name="Review: ar"),
            "event-facts": world.event,
            "edition-facts": world.event.edition,
            "cities": world.city,
            "city-chooser": world.city,
            "missions": world.mission,
            "resource-facts": world.resource,
            "video-facts": world.video,
            "testimony-facts": world.testimony,
            "consents": world.consent,
            "wagtaillocales": world.empty_locale,
            "wagtailsites": Site.objects.get(),
            "wagtailusers_users": world.person,
            "wagtailusers_groups": Group.objects.get(name="Translators: ar"),
            "wagtaildocs_chooser": world.document,
            "wagtailimages_chooser": world.image,
            "wagtailsettings": Site.objects.get(),
        }
        if name.startswith("wagtailadmin_api:documents"):
            return world.document.pk
        if name.startswith("wagtailadmin_api:images"):
            return world.image.pk
        return known[space].pk

    def of_translation(self, name):
        """What an address of ours is about; a translation where nothing else is said."""
        world = self.world
        others = {
            "translation_import_report": world.job_item,
            "translation_retire": world.locales["ar"],
            "translation_invite_again": world.invitation,
            "translation_invite_revoke": world.invitation,
        }
        return others.get(name) or (world.job if "job" in name else self.translation)

    def plain(self, argument):
        world = self.world
        segments = StringSegment.objects.filter(source=self.translation.source)
        known = {
            "app_label": "home",
            "app_name": "home",
            "model_name": "topic",
            "action_name": "approve",
            "action": "copy_for_translation",
            "content_type_app_name": "home",
            "content_type_model_name": "contentpage",
            "destination_id": self.world.homes[self.code].pk,
            "image_id": world.image.pk,
            "doc_id": world.document.pk,
            "document_id": world.document.pk,
            "media_id": world.media.pk,
            "media_type": "audio",
            "uploaded_file_id": world.upload.pk,
            "collection_id": world.collection.pk,
            "redirect_id": world.redirect.pk,
            "workflow_pk": Workflow.objects.get(name="Review: ar").pk,
            "session_id": world.session.pk,
            "comment": world.comment.pk,
            "what": "missing",
            "language": "ar",
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "filter_spec": "width-100",
            "translation_id": self.translation.pk,
            "translation_source_id": self.translation.source_id,
            "string_segment_id": segments.first().pk,
            "overridable_segment_id": _override(self.translation).pk,
            "segment": segments.first().pk,
            "mode": "night",
            "year": 2027,
            "month": 9,
            "document": "translators",
            "uidb64": "x",
            "token": "x",
            "rest": "1/edit/",
        }
        return known[argument]


def _routes(resolver, prefix="", spaces=()):
    """(whole route, whole name, names of arguments) of every address."""
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, route, [*spaces, each.namespace] if each.namespace else spaces)
            continue
        arguments = list(each.pattern.converters) or list(
            getattr(each.pattern, "regex", re.compile("")).groupindex
        )
        yield route, ":".join([*spaces, each.name or ""]) if each.name else "", arguments


def _model(space):
    name = space.rpartition("_")[2]
    return next(model for model in (*SNIPPETS, GlossaryConcept) if model._meta.model_name == name)


def _override(translation):
    found = OverridableSegment.objects.filter(source=translation.source).first()
    if found:
        return found
    context = TranslationContext.objects.create(object=translation.source.object, path="social_image")
    return OverridableSegment.objects.create(
        source=translation.source, context=context, order=99, data_json="null"
    )
