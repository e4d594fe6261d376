"""A table whose cells are translated like any other words."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

from home.blocks import previews
from home.blocks.base import WORDS


def _key(text):
    return sha256(text.encode()).hexdigest()[:16]


class CellsBlock(TypedTableBlock):
    """wagtail-localize does not look into tables, so the cells tell it themselves what they say.

    A cell is known by what stands in it, not by its place: rows may be moved and added, and translations stay.
    """

    def _texts(self, value):
        yield value.caption
        for column in value.columns:
            yield column["heading"]
        for row in value.row_data:
            yield from (cell for cell in row["values"] if isinstance(cell, str))

    def get_translatable_segments(self, value):
        texts = dict.fromkeys(text for text in self._texts(value) if text and text.strip()) if value else {}
        return [StringSegmentValue(_key(text), text) for text in texts]

    def restore_translated_segments(self, value, segments):
        said = {segment.path: segment.render_text() for segment in segments}
        value.caption = said.get(_key(value.caption or ""), value.caption)
        for column in value.columns:
            column["heading"] = said.get(_key(column["heading"]), column["heading"])
        for row in value.row_data:
            row["values"] = [
                said.get(_key(cell), cell) if isinstance(cell, str) else cell for cell in row["values"]
            ]
        return value


class TableBlock(blocks.StructBlock):
    table = CellsBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Number"), required=False)),
        ],
        label=_("table"),
        help_text=_(
            "The caption says what the table shows. Every column has a heading; the first says what its row is about."
        ),
    )
    total = blocks.BooleanBlock(
        label=_("last row totals"), required=False, help_text=_("Sets the last row apart as a sum.")
    )
    source = blocks.CharBlock(label=_("source"), required=False, help_text=_("Where the figures come from."))

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns, for what is easier compared than read.")
        group = WORDS
        template = "blocks/table.html"
        preview_value = staticmethod(previews.table)

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not value["table"].caption.strip():
            missing = ValidationError(_("Give the table a caption: it is read aloud before the rows."))
            raise blocks.StructBlockValidationError({"table": missing})
        return value

    def get_preview_value(self):
        return self.to_python(previews.table())
