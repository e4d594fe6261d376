"""The body of a page as a list of its blocks, read from what is stored: no block asks the database by itself."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from home.blocks.words import ButtonBlock


def told_body(body, references, language):
    """[{"type", "value"}] of a stream; what is chosen in it is told as `references` (a `References`) knows it."""
    return _stream(body.stream_block, body.raw_data, references, language)


def _told(block, value, references, language):
    for kind, tell in _KINDS:
        if isinstance(block, kind):
            return tell(block, value, references, language)
    return value


def _stream(block, value, references, language):
    items = []
    for child in value or []:
        if child["type"] in block.child_blocks:
            told = _told(block.child_blocks[child["type"]], child["value"], references, language)
            if told is not None:
                items.append({"type": child["type"], "value": told})
    return items


def _list(block, value, references, language):
    raw = [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
        for item in value or []
    ]
    told = (_told(block.child_block, item, references, language) for item in raw)
    return [item for item in told if item is not None]


def _struct(block, value, references, language):
    """None where the one thing that the block can't do without isn't there any more, and for a button to nowhere."""
    value = value or {}
    told = {
        name: _told(child, value.get(name), references, language)
        for name, child in block.child_blocks.items()
    }
    gone = any(
        told[name] is None and isinstance(child, blocks.ChooserBlock) and child.required
        for name, child in block.child_blocks.items()
    )
    nowhere = isinstance(block, ButtonBlock) and not (told["page"] or told["url"])
    return None if gone or nowhere else told


def _table(block, value, references, language):
    value = value or {}
    return {
        "caption": value.get("caption", ""),
        "columns": [column["heading"] for column in value.get("columns", [])],
        "rows": [row["values"] for row in value.get("rows", [])],
    }


_KINDS = (
    (blocks.StreamBlock, _stream),
    (blocks.ListBlock, _list),
    (blocks.StructBlock, _struct),
    (TypedTableBlock, _table),
    (blocks.RichTextBlock, lambda block, value, references, language: references.html(value, language)),
    (blocks.PageChooserBlock, lambda block, value, references, language: references.page(value, language)),
    (
        SnippetChooserBlock,
        lambda block, value, references, language: references.snippet(block.target_model, value, language),
    ),
    (ImageChooserBlock, lambda block, value, references, language: references.picture(value)),
    (DocumentChooserBlock, lambda block, value, references, language: references.document(value)),
    (AbstractMediaChooserBlock, lambda block, value, references, language: references.media(value)),
    (blocks.ChooserBlock, lambda block, value, references, language: None),  # unknown: nothing of it
)
