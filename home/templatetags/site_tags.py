"""The tags that every template of the site may use."""

from django import template
from django.utils import formats
from django.utils.html import format_html

from home import feeds, languages, routing, structured
from home.pictures.markup import markup
from home.translation import showing

register = template.Library()


@register.simple_tag
def page_url(page):
    """The address of a page under the reader's language: the one link tag."""
    return routing.page_address(page) if page else ""


@register.simple_tag
def comma(of_places=False):
    """What stands between the items of a list, or the parts of a place, in the reader's language."""
    return languages.comma(of_places)


register.filter("listed", languages.listed)


@register.simple_tag(takes_context=True)
def lang_attrs(context, thing, field=""):
    """` lang="…" dir="…"` where a thing is in another language than the text around it.

    With `field`, a page's "title" or "summary": where that very text is, which may have stayed untranslated.
    """
    locale_id = getattr(thing, "locale_id", None)
    code = next((code for code, pk in languages.locales().items() if pk == locale_id), None)
    if field and code is not None:
        code = showing.language_of_text(thing, getattr(thing, field)) or code
    around = context.get("content_lang") or languages.bcp47(languages.reader_language())
    return _language(code) if code is not None and languages.bcp47(code) != around else ""


@register.simple_tag
def text_lang(page, text):
    """The same for a title or summary inside an element that has `lang_attrs`: where it stayed untranslated."""
    code = showing.language_of_text(page, text)
    return _language(code) if code else ""


@register.simple_tag(takes_context=True)
def language_attrs(context, code):
    """The same for a passage of which only the code of its language is known; `dir` alone where the text around it is in it."""
    around = context.get("content_lang") or languages.bcp47(languages.reader_language())
    return _language(code) if code and languages.bcp47(code) != around else ""


def _language(code):
    return format_html('lang="{}" dir="{}"', languages.bcp47(code), languages.direction(code))


@register.simple_tag(takes_context=True)
def picture(context, image, role="text", alt=""):
    """A <picture> in the formats and widths of a role (home/pictures/roles.py); nothing where there is no picture.

    The first one of a page is loaded at once, all others when the reader comes near.
    """
    if not image:
        return ""
    request = context.get("request")
    first = request is not None and not getattr(request, "picture_shown", False)
    if first:
        request.picture_shown = True
    return markup(image, role, alt, eager=first)


@register.inclusion_tag("components/partial_notice.html", takes_context=True)
def partial_notice(context):
    """Says that parts of the page are not translated, and leads to the original; nothing on all other pages."""
    page, route = context.get("page"), getattr(context.get("request"), "hub_route", None)
    if not getattr(page, "is_partial", False) or context.get("is_fallback"):
        return {}
    code = page.original_language
    return {
        "wanted": languages.name_for_reader(languages.reader_language()),
        "shown": languages.name_for_reader(code),
        "content_lang": languages.bcp47(code),
        "address": routing.page_address(page, code) if route and code in route.translations else "",
    }


@register.inclusion_tag("components/share.html", takes_context=True)
def share(context):
    """What messengers and networks show of a page: its words and a picture, under whole addresses."""
    page = context.get("page")
    if not getattr(page, "pk", None) or not getattr(page, "may_be_shared", True):
        return {}
    language = languages.bcp47(structured.language_of(page))
    return {
        "page": page,
        "title": context.get("share_title") or page.seo_title or page.title,
        "picture": structured.picture_of(page),
        "address": context.get("canonical_url"),
        "site_name": context.get("site_name"),
        "locale": languages.with_territory(language),
        "others": [
            languages.with_territory(each["hreflang"])
            for each in context.get("alternates") or []
            if each["hreflang"] not in (language, "x-default")
        ],
    }


@register.simple_tag(takes_context=True)
def structured_data(context):
    """JSON-LD of a page; nothing in previews, and nothing where search engines are asked to stay away."""
    page, request = context.get("page"), context.get("request")
    route = getattr(request, "hub_route", None)
    if route is None or page is None or context.get("noindex") or context.get("noindex_event"):
        return ""
    things = [structured.publisher()]
    if route.ancestors:
        title = context.get("share_title") or page.title
        things.append(structured.trail(context["breadcrumbs"], title, context["canonical_url"]))
    if not route.subpath:
        things.append(page.structured_data())
    return format_html('<script type="application/ld+json">{}</script>', structured.serialised(things))


@register.simple_tag
def feed_links():
    """[{"title", "url"}] of the feeds that one may follow."""
    return feeds.links()


@register.filter
def bcp47(code):
    return languages.bcp47(code) if code else ""


@register.filter
def language_name(code):
    return languages.own_name(code)


@register.filter
def local_date(date):
    """A date with its weekday, as the reader's language writes it."""
    if not date:
        return ""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        language = languages.reader_language()
        # Day before month, as the site's own English writes it.
        locale = Locale.parse("en-GB" if language == "en" else languages.bcp47(language), sep="-")
    except (UnknownLocaleError, ValueError):
        return formats.date_format(date)
    return format_date(date, format="full", locale=locale)
