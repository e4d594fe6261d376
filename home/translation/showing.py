"""How readers see a translation that a reviewer published in part: what is untranslated is marked, here and where it is listed."""

from functools import wraps

from django.apps import apps
from django.core.cache import cache
from django.db import transaction

from home.languages import bcp47, direction, locales
from home.translation.marks import mark

_KEY = "hub:untranslated"


def marked(serve):
    """Wagtail's way of serving a page (hook `on_serve_page`), with marks where the page needs them."""

    @wraps(serve)
    def serving(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        if getattr(page, "is_partial", False):
            if hasattr(response, "add_post_render_callback"):
                response.add_post_render_callback(lambda rendered: _mark_answer(rendered, page))
            else:
                _mark_answer(response, page)
        return response

    return serving


def _mark_answer(response, page):
    if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
        response.content = mark_page(response.content.decode(response.charset), page)


def mark_page(html, page):
    """The HTML of a page, whole or a part of it, with what is untranslated in this version of the page marked."""
    codes = {pk: code for code, pk in locales().items()}
    source = page.original_language
    return mark(html, page.untranslated, bcp47(codes[page.locale_id]), bcp47(source), direction(source))


def language_of_text(page, text):
    """The code of the language that a text of a live page is in where that isn't the page's own, else None.

    For titles and summaries in lists. One look into the cache, whatever is listed.
    """
    code, texts = untranslated_pages().get(page.pk, ("", ()))
    return code if texts and " ".join(text.split()) in texts else None


def untranslated_pages():
    """{page pk: (code of the original's language, [its untranslated titles and summaries])} of live pages; from the cache."""
    found = cache.get(_KEY)
    if found is None:
        found = _read()
        cache.set(_KEY, found, 300)
    return found


def _read():
    from home.models import BasePage

    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    names = ("pk", "title", "summary", "original_language", "untranslated")
    first, *others = [
        model._base_manager.filter(live=True).exclude(untranslated=[]).order_by().values_list(*names)
        for model in models
    ]
    found = {}
    for pk, title, summary, code, texts in first.union(*others, all=True):
        here = {" ".join(title.split()), " ".join(summary.split())} & set(texts)
        if here:
            found[pk] = (code, sorted(here))
    return found


def forget(sender, instance, **kwargs):
    """A page was published, taken off the site or deleted. Pages without a list cost a look into the cache at most."""
    if getattr(instance, "untranslated", None) or instance.pk in (cache.get(_KEY) or {}):
        cache.delete(_KEY)
        # A reader between this and the commit may store the old answer again.
        transaction.on_commit(lambda: cache.delete(_KEY))
