"""What a page tells machines of itself, in the words of schema.org: plain dictionaries, serialised safely for a page."""

import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.safestring import mark_safe

from home.addresses import whole
from home.languages import bcp47, locales
from home.pictures.markup import shared
from home.routing import page_address

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def language_of(page):
    return next((code for code, pk in locales().items() if pk == page.locale_id), settings.LANGUAGE_CODE)


def publisher():
    """The site as an organisation; the same `@id` on every page."""
    return {
        "@type": "Organization",
        "@id": whole("/#organization"),
        "name": str(settings.SITE_NAME),
        "url": whole("/"),
        "logo": whole(static("img/mark.svg")),
    }


def picture_of(page):
    """{"url", "width", "height", "alt"} that stands for a page: the one chosen for sharing, else its card."""
    from home.cards import making

    chosen = shared(page.social_image) if page.social_image_id else None
    if chosen:
        return {**chosen, "alt": page.social_image_alt or page.title}
    return {
        "url": whole(making.address(page)),
        "width": making.WIDTH,
        "height": making.HEIGHT,
        "alt": page.title,
    }


def described(page, kind, **facts):
    """A page as a thing of schema.org, with what every page has; facts without a value are left out."""
    language = language_of(page)
    thing = {
        "@type": kind,
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": whole(page_address(page, language)),
        "inLanguage": bcp47(language),
        "image": picture_of(page)["url"] if page.may_be_shared else "",
        **facts,
    }
    return {name: value for name, value in thing.items() if value not in ("", None, [], {})}


def written(page, kind, **facts):
    """As `described`, with the moments of publication: what somebody wrote. The site answers for all of it: machines
    learn no other name, since who gave an account may take the name back.
    """
    site = {"@id": publisher()["@id"]}
    return described(
        page,
        kind,
        headline=page.title[:110],
        datePublished=page.first_published_at,
        dateModified=page.last_published_at,
        author=site,
        publisher=site,
        **facts,
    )


def trail(breadcrumbs, title, address):
    """The way to a page; `breadcrumbs` as the context of a page has them."""
    steps = [(each["title"], whole(each["url"])) for each in breadcrumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate([*steps, (title, address)], start=1)
        ],
    }


def serialised(things):
    """JSON-LD that may stand in a page: nothing in it can end the element."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPED))  # noqa: S308
