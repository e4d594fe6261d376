"""What is said about a page of any type, with the site's own addresses."""

from home.addresses import whole
from home.languages import bcp47
from hub.announced import announced_pages
from hub.api.references import code_of, html_url
from hub.api.telling import Told


def _brief(router, page):
    """A page that another one names."""
    kind = page.specific_class
    return {
        "id": page.pk,
        "meta": {
            "type": f"{kind._meta.app_label}.{kind.__name__}",
            "detail_url": whole(router.get_object_detail_urlpath(kind, page.pk)),
            "html_url": html_url(page),
        },
        "title": page.title,
    }


class Named(Told):
    """Another page, as far as everybody may see it; `tell` finds it."""

    def to_representation(self, page):
        found = super().to_representation(page)
        return found and _brief(self.context["router"], found)


class DetailUrl(Told):
    def __init__(self):
        super().__init__(None)

    def to_representation(self, page):
        return whole(self.context["router"].get_object_detail_urlpath(type(page), page.pk))


def _parent(page, answer):
    return announced_pages().filter(path=page.path[: -page.steplen]).first()


META = {
    "detail_url": DetailUrl(),
    "html_url": Told(lambda page, answer: html_url(page)),
    "language": Told(lambda page, answer: bcp47(code_of(page))),
    "alternates": Told(lambda page, answer: answer.alternates[page.translation_key]),
    "alias_of": Named(lambda page, answer: answer.originals.get(page.alias_of_id)),
    "parent": Named(_parent),
}
