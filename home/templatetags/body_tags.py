"""The tags of page bodies: their footnotes, what a block shows of this site."""

from django import template
from django.utils.html import conditional_escape
from wagtail.rich_text import RichText
from wagtail.templatetags.wagtailcore_tags import richtext

from home import furniture
from home.languages import nearest, reader_language
from home.models import Helpline, Organisation, Person
from home.notes import Notes

register = template.Library()


@register.simple_tag
def notes_of(body, prefix=""):
    return Notes.of(body, prefix)


@register.simple_tag(takes_context=True)
def noted(context, text):
    """Text of a block, plain or rich, with its footnote marks as links."""
    html = richtext(text) if isinstance(text, RichText) else conditional_escape(text or "")
    notes = context.get("notes")
    return notes.link(str(html)) if notes else html


@register.simple_tag
def organisations_for(chosen=None, kind=""):
    """Chosen organisations, else all published ones of a kind by name; each in the reader's best language."""
    return _snippets(Organisation.objects.all(), chosen, Organisation.objects.filter(kind=kind))


@register.simple_tag
def coalition():
    """The members of the coalition, from what is kept for every page."""
    return furniture.coalition(nearest(reader_language()))


@register.simple_tag
def people_for(chosen):
    return _snippets(Person.objects.all(), chosen, Person.objects.none())


@register.simple_tag
def helplines():
    """Published helplines that were checked lately."""
    return sorted(
        Helpline.objects.checked().best_for(reader_language()), key=lambda each: (each.where, each.name)
    )


def _snippets(everything, chosen, otherwise):
    keys = list(dict.fromkeys(each.translation_key for each in chosen or [] if each))
    if not keys:
        return list(otherwise.best_for(reader_language()).order_by("name"))
    found = {
        each.translation_key: each
        for each in everything.filter(translation_key__in=keys).best_for(reader_language())
    }
    return [found[key] for key in keys if key in found]
