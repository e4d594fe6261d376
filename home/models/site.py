"""What stands around every page and can be said by staff: menus, words of the footer, social links, helplines, people."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.blocks import BodyField
from home.blocks.base import PageBlock, prepare
from home.fields import LanguagesField
from home.languages import name_for_reader
from home.models.snippets import DraftSnippet, DraftSnippetQuerySet

HELPLINE_CHECKED_FOR = datetime.timedelta(days=180)


class LinkBlock(blocks.StructBlock):
    page = PageBlock(
        label=_("page"),
        required=False,
        help_text=_("A page of this site. It opens in the reader's language."),
    )
    url = blocks.URLBlock(
        label=_("or an address"), required=False, help_text=_("Elsewhere. Begins with https://")
    )
    label = blocks.CharBlock(
        label=_("label"),
        required=False,
        max_length=60,
        help_text=_("Left empty, a page's own title is used, in the reader's language."),
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        errors = {}
        if bool(value["page"]) == bool(value["url"]):
            errors["page"] = ValidationError(_("Choose a page or give an address: one of the two."))
        elif value["url"] and not value["label"]:
            errors["label"] = ValidationError(_("Say what the address leads to."))
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value


class ColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("title"), max_length=60, help_text=_("One or two words above the links.")
    )
    links = blocks.ListBlock(LinkBlock(), label=_("links"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ul"
        label = _("Column of links")


class MenuBlock(blocks.StreamBlock):
    link = LinkBlock()
    column = ColumnBlock()


for _block in MenuBlock.base_blocks.values():
    prepare(_block)


class Menu(DraftSnippet):
    class Place(models.TextChoices):
        MAIN = "main", _("main menu, at the head of every page")
        FOOTER = "footer", _("footer, at the foot of every page")

    place = models.CharField(
        _("place"),
        max_length=10,
        choices=Place.choices,
        help_text=_(
            "Where the links stand. As long as there is no such menu, the site makes one of its pages."
        ),
    )
    items = BodyField(
        MenuBlock(max_num=12),
        verbose_name=_("links"),
        help_text=_("In this order. The main menu has links only; the footer may have columns too."),
    )

    panels = [FieldPanel("place"), FieldPanel("items")]
    translatable_fields = [SynchronizedField("place", overridable=False), TranslatableField("items")]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "place"],
                name="home_one_menu_per_place",
                violation_error_message=_(
                    "There is a menu for this place in this language already. Change that one."
                ),
            )
        ]

    def __str__(self):
        return str(self.get_place_display())

    def clean(self):
        super().clean()
        if self.place == self.Place.MAIN and any(item.block_type == "column" for item in self.items or []):
            raise ValidationError(
                {"items": _("The main menu has links only. Columns belong into the footer.")}
            )


class SiteWords(DraftSnippet):
    statement = models.CharField(
        _("statement"),
        max_length=160,
        blank=True,
        help_text=_("The large words at the foot of every page. Left empty: the name of the site."),
    )
    about = models.TextField(
        _("about the Day"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences below the statement: what the Day is and who calls it."),
    )
    contact = models.TextField(
        _("contact"),
        max_length=300,
        blank=True,
        help_text=_(
            "How readers reach the organisers, for instance a postal address. No private address or number."
        ),
    )
    credit = models.TextField(
        _("thanks"), max_length=300, blank=True, help_text=_("A last line: whom the site thanks, a licence.")
    )

    panels = [FieldPanel(name) for name in ("statement", "about", "contact", "credit")]
    translatable_fields = [TranslatableField(name) for name in ("statement", "about", "contact", "credit")]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("words of the site")
        verbose_name_plural = _("words of the site")
        constraints = [
            models.UniqueConstraint(
                fields=["locale"],
                name="home_one_set_of_words",
                violation_error_message=_(
                    "There are words of the site in this language already. Change those."
                ),
            )
        ]

    def __str__(self):
        return self.statement or str(_("Words of the site"))


class SocialLink(DraftSnippet):
    name = models.CharField(
        _("name"), max_length=60, help_text=_("As readers know it, for instance the network and the account.")
    )
    url = models.URLField(_("web address"), help_text=_("It opens only when a reader follows it."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=10, help_text=_("Small numbers come first.")
    )

    panels = [FieldPanel("name"), FieldPanel("url"), FieldPanel("position")]
    translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("url"),
        SynchronizedField("position", overridable=False),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class HelplineQuerySet(DraftSnippetQuerySet):
    def checked(self):
        """Only what somebody verified lately: a number that nobody answers is worse than none."""
        return self.filter(verified_on__gte=timezone.localdate() - HELPLINE_CHECKED_FOR)


class Helpline(DraftSnippet):
    name = models.CharField(_("name"), max_length=120, help_text=_("The name it goes by."))
    where = models.CharField(
        _("where it helps"), max_length=120, help_text=_("A country or a region, or “worldwide”.")
    )
    telephone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("As one dials it from there.")
    )
    url = models.URLField(_("web address"), blank=True, help_text=_("Where one can write or chat."))
    hours = models.CharField(_("hours"), max_length=120, blank=True, help_text=_("When somebody answers."))
    languages = LanguagesField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("In which of the site's languages one is answered."),
    )
    note = models.TextField(
        _("note"), max_length=300, blank=True, help_text=_("What else a caller should know.")
    )
    verified_on = models.DateField(
        _("verified on"),
        help_text=_(
            "When somebody of us last called or wrote. After 180 days it is hidden until checked again."
        ),
    )

    objects = HelplineQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("where"),
        MultiFieldPanel(
            [FieldRowPanel(["telephone", "hours"]), FieldPanel("url"), FieldPanel("languages")],
            heading=_("How it is reached"),
        ),
        FieldPanel("note"),
        FieldPanel("verified_on"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("where"),
        SynchronizedField("telephone", overridable=False),
        SynchronizedField("url"),
        TranslatableField("hours"),
        SynchronizedField("languages", overridable=False),
        TranslatableField("note"),
        SynchronizedField("verified_on", overridable=False),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["where", "name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.telephone and not self.url:
            raise ValidationError({"telephone": _("Give a telephone number or a web address.")})
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("This day is still to come.")})

    @property
    def is_overdue(self):
        return self.verified_on < timezone.localdate() - HELPLINE_CHECKED_FOR

    @property
    def language_names(self):
        return [name_for_reader(code) for code in self.languages]


class Person(DraftSnippet):
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As the person wishes to be named in public. Ask before.")
    )
    roles = models.TextField(
        _("roles"),
        blank=True,
        max_length=600,
        help_text=_("One a line, for instance: Chair, North Korea Freedom Coalition."),
    )
    honours = models.TextField(
        _("honours"), blank=True, max_length=600, help_text=_("Prizes and titles, one a line.")
    )
    url = models.URLField(_("web address"), blank=True, help_text=_("A public page about the person."))

    panels = [
        HelpPanel(_("Only people who act in public. No photographs: the site shows no faces.")),
        FieldPanel("name"),
        FieldPanel("roles"),
        FieldPanel("honours"),
        FieldPanel("url"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("roles"),
        TranslatableField("honours"),
        SynchronizedField("url"),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def role_lines(self):
        return [line.strip() for line in self.roles.splitlines() if line.strip()]

    @property
    def honour_lines(self):
        return [line.strip() for line in self.honours.splitlines() if line.strip()]
