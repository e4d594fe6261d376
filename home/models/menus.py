"""Menus: the links at the head and at the foot of every page, where staff wrote them down."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.blocks import BodyField
from home.blocks.base import PageBlock, prepare
from home.models.snippets import DraftSnippet


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
