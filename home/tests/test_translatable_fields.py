"""What translators see, what all languages share, and what a language may set for itself: the list, pinned."""

from django.apps import apps
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

OURS = {"hub", "search", "events", "resources", "home"}
WORDS = ["search_description", "seo_title", "social_image_alt", "summary", "title"]
OVERRIDABLE = ["show_in_menus", "social_image"]


def page(words=(), shared=("slug",)):
    return {"translated": sorted([*WORDS, *words]), "shared": sorted(shared), "overridable": OVERRIDABLE}


EXPECTED = {
    "events.CountrySafety": {
        "translated": ["acting", "rights", "when_stopped"],
        "shared": ["checked_on", "country", "level"],
        "overridable": ["sources"],
    },
    "events.EditionPage": page(["body"], ["slug", "edition"]),
    "events.EditionReportPage": page(["body"], ["slug", "edition"]),
    "events.EventIndexPage": page(),
    "events.EventPage": page(["body"], ["slug", "event"]),
    "events.Update": {"translated": ["subject", "text"], "shared": ["edition", "group"], "overridable": []},
    "home.ContentPage": page(["body"]),
    "home.Helpline": {
        "translated": ["hours", "name", "note", "where"],
        "shared": ["languages", "telephone", "verified_on"],
        "overridable": ["url"],
    },
    "home.HomePage": page(["body", "demand", "lead", "sections"], []),
    "home.Menu": {"translated": ["items"], "shared": ["place"], "overridable": []},
    "home.Organisation": {
        "translated": ["description", "name"],
        "shared": ["kind"],
        "overridable": ["giving_url", "url"],
    },
    "home.Person": {"translated": ["honours", "name", "roles"], "shared": [], "overridable": ["url"]},
    "home.SiteWords": {
        "translated": ["about", "contact", "credit", "statement"],
        "shared": [],
        "overridable": [],
    },
    "home.SocialLink": {"translated": ["name"], "shared": ["position"], "overridable": ["url"]},
    "home.Topic": {"translated": ["title"], "shared": ["slug"], "overridable": []},
    "resources.ResourceIndexPage": page(),
    "resources.ResourcePage": page(["body", "how_to_use"], ["slug", "resource"]),
    "resources.TestimonyIndexPage": page(),
    "resources.TestimonyPage": page(["body", "display_name"], ["slug", "testimony"]),
    "resources.VideoIndexPage": page(),
    "resources.VideoPage": page(["transcript"], ["slug", "video"]),
}


def translatable_models():
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and issubclass(model, TranslatableMixin)
    ]


def kinds_of_fields(model):
    found = {"translated": [], "shared": [], "overridable": []}
    for field in get_translatable_fields(model):
        if not isinstance(field, SynchronizedField):
            found["translated"].append(field.field_name)
        elif field.overridable:
            found["overridable"].append(field.field_name)
        else:
            found["shared"].append(field.field_name)
    return {kind: sorted(names) for kind, names in found.items()}


def test_the_list_of_translatable_fields_is_the_one_we_decided():
    assert {model._meta.label: kinds_of_fields(model) for model in translatable_models()} == EXPECTED


def test_every_translatable_model_names_its_fields_outright_and_has_drafts():
    for model in translatable_models():
        assert hasattr(model, "translatable_fields"), model
        assert issubclass(model, DraftStateMixin), model
