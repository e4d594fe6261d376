"""Building blocks of pages, named for what they say. Each has one template in templates/blocks/ and a preview."""

from home.blocks.base import RICH_TEXT
from home.blocks.body import BodyBlock, BodyField
from home.blocks.media import PictureBlock
from home.blocks.words import ButtonsBlock  # noqa: F401  named by the first migrations

__all__ = ["RICH_TEXT", "BodyBlock", "BodyField", "PictureBlock"]
