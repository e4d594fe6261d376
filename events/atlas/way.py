"""The way to a page below an edition's: cities and countries are no pages in the tree."""

from home.context_processors import breadcrumbs
from home.languages import locales, reader_language
from home.navigation import link
from home.routing import page_address
from home.translation.showing import language_of_text


def way(request, page, *steps):
    """Breadcrumbs: what is above the edition's page, the page itself, and `steps` [(title, address)] below it."""
    spoken = reader_language()
    code = next((code for code, pk in locales().items() if pk == page.locale_id), spoken)
    return [
        *breadcrumbs(request.hub_route, spoken),
        link(page.title, page_address(page), language_of_text(page, page.title) or code, spoken),
        *(link(title, address, spoken, spoken) for title, address in steps),
    ]
