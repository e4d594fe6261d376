"""Videos: played from the site itself, or a link that loads nothing before it is followed."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.addresses import whole
from home.blocks import RICH_TEXT
from home.facts import FactsPageForm, facts_panels
from home.fields import LanguageField
from home.languages import fallbacks, own_name, reader_language
from home.models import BasePage, FactsPage, FactsRecord, ListingPage
from home.players import player_of
from home.structured import described, picture_of


class Video(FactsRecord):
    media = models.ForeignKey(
        "home.HubMedia",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("A film of ours. It plays from this site."),
    )
    duration = models.PositiveIntegerField(
        _("length in seconds"), default=0, help_text=_("Lists show it as minutes and seconds.")
    )
    spoken_language = LanguageField(
        _("spoken language"),
        max_length=20,
        blank=True,
        help_text=_("The language in which most of it is spoken."),
    )
    external_url = models.URLField(
        _("address elsewhere"),
        blank=True,
        help_text=_("If the film lies elsewhere. Nothing of it is loaded before a reader follows the link."),
    )

    class Meta:
        verbose_name = _("video (facts)")
        verbose_name_plural = _("videos (facts)")

    def __str__(self):
        return f"#{self.pk}"

    @property
    def company(self):
        return player_of(self.external_url)[0]

    @property
    def player(self):
        return player_of(self.external_url)[1]

    @cached_property
    def captions(self):
        """The tracks with their files, the reader's best language first: it is `shown` unless the film speaks theirs."""
        tracks = list(self.tracks.all())
        prefetch_related_objects(tracks, "document")
        reader, there = reader_language(), {track.language for track in tracks}
        best = next((code for code in fallbacks(reader) if code in there), None)
        for track in tracks:
            track.shown = track.language == best and self.spoken_language != reader
        return sorted(tracks, key=lambda track: (track.language != best, track.label))

    @property
    def duration_label(self):
        minutes, seconds = divmod(self.duration, 60)
        return f"{minutes}:{seconds:02}"


class VideoTrack(models.Model):
    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="tracks")
    language = LanguageField(_("language"), max_length=20, help_text=_("The language of these captions."))
    document = models.ForeignKey(
        "home.HubDocument",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("A file of captions, with the ending .vtt."),
    )

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="resources_one_track")]

    def __str__(self):
        return self.language

    @property
    def label(self):
        return own_name(self.language)

    @property
    def url(self):
        return self.document.url


class VideoPage(FactsPage):
    video = models.ForeignKey(Video, on_delete=models.PROTECT, related_name="pages")
    transcript = RichTextField(
        _("transcript"),
        features=RICH_TEXT,
        blank=True,
        help_text=_("Every word that is said, for people who can't hear it or may not play it aloud."),
    )

    facts_field = "video"
    record_ends_with_page = True
    facts_fields = ("media", "duration", "spoken_language", "external_url")
    base_form_class = FactsPageForm

    parent_page_types = ["resources.VideoIndexPage"]
    subpage_types = []

    content_panels = [
        *BasePage.content_panels,
        facts_panels(facts_fields, _("The video")),
        FieldPanel("transcript"),
    ]
    template = "resources/video_page.html"
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("video", overridable=False),
        TranslatableField("transcript"),
    ]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def structured_data(self):
        video = self.video
        return described(
            self,
            "VideoObject",
            thumbnailUrl=picture_of(self)["url"],
            uploadDate=self.first_published_at,
            duration=f"PT{video.duration}S" if video.duration else "",
            contentUrl=whole(video.media.url) if video.media else "",
            embedUrl=video.player,
            transcript=strip_tags(self.transcript),
            isFamilyFriendly=True,
        )

    def get_context(self, request, *args, **kwargs):
        self.video = self.drafted_facts()
        return super().get_context(request, *args, **kwargs)


class VideoIndexPage(ListingPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.VideoPage"]
    max_count_per_parent = 1
    template = "resources/video_index_page.html"
    translatable_fields = [*BasePage.translatable_fields]

    class Meta:
        verbose_name = _("list of videos")
        verbose_name_plural = _("lists of videos")

    def listed(self):
        return VideoPage.objects.select_related("video__media").order_by("-first_published_at", "pk")
