"""Blocks of organisations, people and helplines: snippets that staff write down once, under *Site*."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.base import PEOPLE, SnippetBlock
from home.blocks.lists import title


def organisation_kinds():
    from home.models import Organisation

    return Organisation.Kind.choices


class OrganisationsBlock(blocks.StructBlock):
    title = title()
    chosen = blocks.ListBlock(
        SnippetBlock("home.Organisation", label=_("organisation")),
        label=_("chosen"),
        default=[],
        max_num=60,
        help_text=_("In this order. Choose none to show all of one kind."),
    )
    kind = blocks.ChoiceBlock(
        choices=organisation_kinds,
        default="rescue",
        label=_("kind"),
        help_text=_("Where none is chosen: all published organisations of this kind, by name."),
    )
    giving = blocks.BooleanBlock(
        label=_("with giving links"),
        required=False,
        default=True,
        help_text=_("Shows a button to give to those that have a giving link."),
    )

    class Meta:
        icon = "group"
        label = _("Organisations")
        description = _("Who stands behind the Day, or who rescues refugees and how to give to them.")
        group = PEOPLE
        template = "blocks/organisations.html"
        preview_template = "blocks/previews/organisations.html"


class PeopleBlock(blocks.StructBlock):
    title = title()
    people = blocks.ListBlock(
        SnippetBlock("home.Person", label=_("person")),
        label=_("people"),
        min_num=1,
        max_num=40,
        help_text=_("In this order. Write them down once under Site, People."),
    )
    signature = blocks.BooleanBlock(
        label=_("as signatures"),
        required=False,
        help_text=_("As they stand under a letter or a statement, instead of a list."),
    )

    class Meta:
        icon = "user"
        label = _("People")
        description = _("People with their roles and honours, or the signatures under a letter.")
        group = PEOPLE
        template = "blocks/people.html"
        preview_template = "blocks/previews/people.html"

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not any(value["people"]):
            raise blocks.StructBlockValidationError(
                {"people": ValidationError(_("Choose at least one person."))}
            )
        return value


class HelplinesBlock(blocks.StructBlock):
    title = title()

    class Meta:
        icon = "help"
        label = _("Helplines")
        description = _("Where somebody finds help now. Only those that were checked lately are shown.")
        group = PEOPLE
        template = "blocks/helplines.html"
        preview_template = "blocks/previews/helplines.html"
