"""The lists of all testimonies, videos and resources, with what one looks for in each."""

import django_filters
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from home.desk.listings import DeskFilterSet, DeskIndexView, DeskListing, language_names
from home.fields import language_choices
from home.languages import name_for_reader
from resources.models import Resource, ResourcePage, TestimonyPage, VideoPage

SEES_CONSENT = "resources.view_consentrecord"


def consent_state(page):
    """Whether there is a consent and whether it holds: never whose it is."""
    consent = getattr(page.testimony, "consent", None)
    if page.testimony.is_sample:
        return gettext("not needed")
    if consent is None:
        return gettext("none")
    if consent.withdrawn_on:
        return gettext("withdrawn")
    return gettext("given") if consent.covers_website() else gettext("doesn't cover the website")


def sample_or_not(page):
    return gettext("sample") if page.testimony.is_sample else ""


class TestimonyFilterSet(DeskFilterSet):
    account_language = django_filters.ChoiceFilter(
        field_name="testimony__account_language",
        choices=language_choices,
        label=_("Language of the account"),
        empty_label=_("All"),
    )
    sample = django_filters.BooleanFilter(field_name="testimony__is_sample", label=_("Sample"))

    class Meta:
        model = TestimonyPage
        fields = []


class TestimonyIndexView(DeskIndexView):
    searched = ("title", "draft_title", "display_name")

    @property
    def sees_consent(self):
        return self.request.user.has_perm(SEES_CONSENT)

    @property
    def related(self):
        return ("testimony__consent",) if self.sees_consent else ("testimony",)

    def annotate_queryset(self, pages):
        pages = super().annotate_queryset(pages)
        if self.sees_consent:  # what names a person isn't read for a list
            pages = pages.defer("testimony__consent__person", "testimony__consent__evidence")
        return pages

    def own_columns(self):
        columns = [
            Column(
                "account_language",
                label=_("Language of the account"),
                accessor=lambda page: name_for_reader(page.testimony.account_language),
                sort_key="testimony__account_language",
            ),
            Column("sample", label=_("Sample"), accessor=sample_or_not, sort_key="testimony__is_sample"),
        ]
        if self.sees_consent:
            columns.append(Column("consent", label=_("Consent"), accessor=consent_state))
        return columns


class TestimonyListing(DeskListing):
    model = TestimonyPage
    index_view_class = TestimonyIndexView
    filterset_class = TestimonyFilterSet
    icon = "openquote"
    menu_label = _("Testimonies")
    menu_name = "testimony-pages"


class VideoFilterSet(DeskFilterSet):
    spoken_language = django_filters.ChoiceFilter(
        field_name="video__spoken_language",
        choices=language_choices,
        label=_("Spoken language"),
        empty_label=_("All"),
    )

    class Meta:
        model = VideoPage
        fields = []


class VideoIndexView(DeskIndexView):
    related = ("video",)
    prefetched = ("video__tracks",)

    def own_columns(self):
        return [
            Column("length", label=_("Length"), accessor="video.duration_label", sort_key="video__duration"),
            Column(
                "spoken_language",
                label=_("Spoken language"),
                accessor=lambda page: name_for_reader(page.video.spoken_language),
                sort_key="video__spoken_language",
            ),
            Column(
                "captions",
                label=_("Captions"),
                accessor=lambda page: language_names(track.language for track in page.video.tracks.all()),
            ),
        ]


class VideoListing(DeskListing):
    model = VideoPage
    index_view_class = VideoIndexView
    filterset_class = VideoFilterSet
    icon = "media"
    menu_label = _("Videos")
    menu_name = "video-pages"


class ResourceFilterSet(DeskFilterSet):
    kind = django_filters.ChoiceFilter(
        field_name="resource__kind", choices=Resource.Kind.choices, label=_("Kind"), empty_label=_("All")
    )

    class Meta:
        model = ResourcePage
        fields = []


class ResourceIndexView(DeskIndexView):
    related = ("resource",)
    prefetched = ("resource__files",)

    def own_columns(self):
        return [
            Column("kind", label=_("Kind"), accessor="resource.get_kind_display", sort_key="resource__kind"),
            Column(
                "files",
                label=_("Files in"),
                accessor=lambda page: language_names(file.language for file in page.resource.files.all()),
            ),
        ]


class ResourceListing(DeskListing):
    model = ResourcePage
    index_view_class = ResourceIndexView
    filterset_class = ResourceFilterSet
    icon = "download"
    menu_label = _("Resources")
    menu_name = "resource-pages"
