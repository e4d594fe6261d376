"""What all blocks share: kinds of text, the groups of the block menu, choosers that translation leaves alone."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

RICH_TEXT = ["bold", "italic", "link", "ol", "ul", "h3"]

WORDS = _("Words")
MEDIA = _("Pictures, sound and files")
SITE = _("From this site")
PEOPLE = _("People and organisations")


def rich_text(**kwargs):
    return blocks.RichTextBlock(features=RICH_TEXT, **kwargs)


class _Untranslated:
    """The same thing in every language; what it says is found in the reader's language when the page is shown."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class PageBlock(_Untranslated, blocks.PageChooserBlock):
    pass


class SnippetBlock(_Untranslated, SnippetChooserBlock):
    pass


class Choice(blocks.ChoiceBlock):
    """A choice says nothing that a search should find."""

    search_index = False


def prepare(block):
    """What holds for every field below `block`: its label begins as labels do; text takes its direction from what is written in it, whatever language
    the admin is in; choices and addresses are no words that a search should find."""
    for child in getattr(block, "child_blocks", {}).values():
        prepare(child)
    if hasattr(block, "child_block"):
        prepare(block.child_block)
    block.label = capfirst(block.label)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        if block.meta.default is None:
            # What older data lacks is no text; None would stop a page on its way to translators.
            block.meta.default = ""
        block.field.widget.attrs.setdefault("dir", "auto")  # rich text has it from the admin's style sheet
    if isinstance(block, blocks.ChoiceBlock):
        block.search_index = False
