"""Admin screens of the library: files and captions once for all languages, and consents for their keepers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from home.viewsets import RecordDeleteView, RecordViewSet
from resources.listings import ResourceListing, TestimonyListing, VideoListing
from resources.models import ConsentRecord, Resource, Testimony, Video

EVERYWHERE = _("These are the same in every language. What you save here shows on all pages at once.")


class ResourceViewSet(RecordViewSet):
    model = Resource
    made_with_its_page = True
    icon = "download"
    list_display = ["__str__", "kind", "licence"]
    list_filter = ["kind"]
    panels = [
        HelpPanel(EVERYWHERE),
        FieldRowPanel(["kind", "licence"]),
        InlinePanel(
            "files",
            panels=[FieldRowPanel(["language", "format", "paper"]), "document"],
            label=_("file"),
            heading=_("Files"),
        ),
    ]


class VideoViewSet(RecordViewSet):
    model = Video
    made_with_its_page = True
    icon = "media"
    list_display = ["__str__", "spoken_language", "duration"]
    panels = [
        HelpPanel(EVERYWHERE),
        "media",
        FieldRowPanel(["duration", "spoken_language"]),
        "external_url",
        InlinePanel("tracks", panels=["language", "document"], label=_("captions"), heading=_("Captions")),
    ]


class TestimonyViewSet(RecordViewSet):
    model = Testimony
    made_with_its_page = True
    icon = "openquote"
    list_display = ["__str__", "account_language", "name_mode", "is_sample"]
    panels = [
        HelpPanel(EVERYWHERE),
        FieldRowPanel(["account_language", "name_mode"]),
        "content_notes",
        FieldPanel("is_sample", permission="resources.change_consentrecord"),
    ]


class LibraryViewSetGroup(ViewSetGroup):
    items = [
        TestimonyListing("testimony-pages"),
        VideoListing("video-pages"),
        ResourceListing("resource-pages"),
        ResourceViewSet("resource-facts"),
        VideoViewSet("video-facts"),
        TestimonyViewSet("testimony-facts"),
    ]
    menu_label = _("Library")
    menu_icon = "folder-open-inverse"
    menu_name = "hub-library"
    menu_order = 230


class ConsentViewSet(ModelViewSet):
    """For consent keepers only; lists hold numbers, never a person."""

    model = ConsentRecord
    icon = "lock"
    menu_label = _("Consents")
    menu_name = "hub-consents"
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "testimony", "given_on", "review_by", "withdrawn_on"]
    delete_view_class = RecordDeleteView
    panels = [
        HelpPanel(
            _(
                "Pages that the consent covers no longer leave the site as soon as you save, or on the day it ends."
            )
        ),
        MultiFieldPanel(["testimony", "person", "evidence"], heading=_("Whose consent, for which account")),
        MultiFieldPanel(
            [FieldRowPanel(["given_on", "review_by"]), "withdrawn_on"], heading=_("From when until when")
        ),
        MultiFieldPanel(
            ["website", "social_media", "print", "offline_copies"],
            heading=_("What it allows"),
        ),
        MultiFieldPanel(
            ["name", FieldRowPanel(["face", "voice"])], heading=_("By what one may know the person")
        ),
        MultiFieldPanel(
            [
                "translation",
                "machine_translation",
                FieldPanel(
                    "languages",
                    help_text=_(
                        "Where the account may be shown. None: the language of the account only, or every language if "
                        "translation is ticked. Some: those and no other, the account's own included; every other language "
                        "than the account's needs translation ticked as well."
                    ),
                ),
            ],
            heading=_("In which languages"),
        ),
    ]
