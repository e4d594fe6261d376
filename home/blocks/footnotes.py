"""Notes and sources, to which marks in the text lead (home/notes.py)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import previews
from home.blocks.base import WORDS, rich_text


class FootnotesBlock(blocks.StructBlock):
    """Notes to marks in the text: whoever writes “[1]” anywhere on the page refers to the note with that mark."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "mark",
                    blocks.RegexBlock(
                        r"^\w{1,8}$",
                        label=_("mark"),
                        error_messages={"invalid": _("One to eight letters or digits, without brackets.")},
                        help_text=_(
                            "Write it in square brackets where the note belongs: mark 1 is written [1]."
                        ),
                    ),
                ),
                (
                    "text",
                    rich_text(
                        label=_("note"), help_text=_("The source: who, what, when, and where it is found.")
                    ),
                ),
            ]
        ),
        label=_("notes"),
        min_num=1,
        max_num=100,
    )

    class Meta:
        icon = "list-ol"
        label = _("Footnotes")
        description = _(
            "Notes and sources at the end of the page. The page numbers them in the order in which they are read."
        )
        group = WORDS
        template = "blocks/footnotes.html"
        preview_value = staticmethod(previews.footnotes)

    def clean(self, value):
        value = super().clean(value)
        seen, errors = set(), {}
        for place, item in enumerate(value["items"]):
            if item["mark"] in seen:
                again = ValidationError(_("There is a note with this mark already."))
                errors[place] = blocks.StructBlockValidationError({"mark": again})
            seen.add(item["mark"])
        if errors:
            raise blocks.StructBlockValidationError(
                {"items": blocks.ListBlockValidationError(block_errors=errors)}
            )
        return value
