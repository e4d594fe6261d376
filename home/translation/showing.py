"""How readers see a translation that a reviewer published in part: what is untranslated is marked, here and where it is listed."""

from functools import wraps

from home.furniture import forget, furniture
from home.languages import bcp47, direction, locales, nearest, reader_language
from home.translation.marks import mark


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
        if "Content-Length" in response:  # a preview has passed the middleware already
            response["Content-Length"] = str(len(response.content))


def mark_page(html, page):
    """The HTML of a page, whole or a part of it, with what is untranslated in this version of the page marked."""
    codes = {pk: code for code, pk in locales().items()}
    source = page.original_language
    return mark(html, page.untranslated, bcp47(codes[page.locale_id]), bcp47(source), direction(source))


def language_of_text(page, text):
    """The code of the language that a text of a live page is in where that isn't the page's own, else None.

    For titles and summaries in lists. Asks nothing that the furniture around the page has not asked already.
    """
    code, texts = furniture(nearest(reader_language()))["untranslated"].get(page.pk, ("", ()))
    return code if texts and " ".join(text.split()) in texts else None


def forget_listed(sender, instance, **kwargs):
    """A page was published or taken off the site: lists must know anew what of it is untranslated."""
    if not getattr(instance, "is_original", True):
        forget()
