"""Where on the page a passage stands: field, block, item, and the picture beside it, in words of the editor's form."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images import get_image_model

THUMBNAIL = "max-165x165"  # as Wagtail's own lists show pictures


@dataclass(frozen=True)
class Place:
    """`group` tells passages of one field or block from others; `heading` names it, `label` the part of it."""

    group: str
    heading: str
    label: str = ""
    help_text: str = ""
    number: int = 0  # of a block in its body, counted from 1
    picture: object = None
    field: object = None  # the model's field or the block's definition that holds the value

    @property
    def longest(self):
        """How many characters fit, or None."""
        field = getattr(self.field, "field", self.field)
        return getattr(field, "max_length", None)


def place(instance, path):
    """The Place of a content path ("title", "body.<block id>.text", "captions.<key>.label") in a page or snippet."""
    name, *rest = path.split(".")
    try:
        field = instance._meta.get_field(name)
    except FieldDoesNotExist:
        return Place(name, name)
    if isinstance(field, StreamField) and rest:
        return _in_body(field, getattr(instance, name), rest)
    if rest and field.auto_created:
        child = field.related_model._meta.get_field(rest[1]) if len(rest) > 1 else None
        return Place(
            f"{name}.{rest[0]}",
            capfirst(field.related_model._meta.verbose_name),
            capfirst(child.verbose_name) if child else "",
            getattr(child, "help_text", ""),
            field=child,
        )
    return Place(name, capfirst(field.verbose_name), "", field.help_text, field=field)


def _in_body(field, body, rest):
    block_id, *deeper = rest
    for number, child in enumerate(body, 1):
        if child.id == block_id:
            labels, definition, picture = _inside(child.block, child.value, deeper)
            return Place(
                f"{field.name}.{block_id}",
                capfirst(child.block.label),
                " › ".join(labels),
                str(getattr(definition.meta, "help_text", None) or ""),
                number,
                picture,
                definition,
            )
    return Place(f"{field.name}.{block_id}", capfirst(field.verbose_name))


def _inside(block, value, path):
    """(labels on the way, the block at its end, the nearest picture)"""
    labels, picture = [], _picture(value)
    for part in path:
        if isinstance(block, StructBlock) and part in block.child_blocks:
            block, value = block.child_blocks[part], _get(value, part)
            labels.append(capfirst(str(block.label)))
        elif isinstance(block, ListBlock | StreamBlock):
            number, item = _item(value, part)
            if item is None:
                break
            block, value = item.block, item.value
            name = "" if isinstance(value, StructValue) and block.name == "" else str(block.label)
            labels.append(f"{capfirst(name)} {number}".strip())
        else:
            break
        picture = _picture(value) or picture
    return labels, block, picture


def _get(value, name):
    return value.get(name) if isinstance(value, StructValue | dict) else None


def _item(value, key):
    items = (
        value.bound_blocks
        if isinstance(value, ListValue)
        else value
        if isinstance(value, StreamValue)
        else ()
    )
    for number, item in enumerate(items, 1):
        if item.id == key:
            return number, item
    return 0, None


def _picture(value):
    if isinstance(value, get_image_model()):
        return value
    if isinstance(value, StructValue):
        return next((each for each in value.values() if isinstance(each, get_image_model())), None)
    return None


def thumbnails(pictures):
    """{pk: picture} with what their thumbnails need, in two queries."""
    keys = {picture.pk for picture in pictures if picture is not None}
    return get_image_model().objects.prefetch_renditions(THUMBNAIL).in_bulk(keys) if keys else {}
