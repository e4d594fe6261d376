"""Menus and footer: the links around every page, each thing once, in the best language for the reader."""

from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from home.furniture import page_ids
from home.languages import bcp47, direction, locales, ranked_locale_ids
from home.querysets import HOME_DEPTH, visible
from home.routing import page_address, path_below_home
from home.translation.showing import language_of_text


def link(title, url, code, around, current=""):
    """A link, with its language where that isn't the one of the text around it."""
    foreign = code != around
    return {
        "title": title,
        "url": url,
        "current": current,
        "lang": bcp47(code) if foreign else "",
        "dir": direction(code) if foreign else "",
    }


def pages_around(menus):
    """The visible pages right below the home pages and those that menus name, in all languages; one query.

    Each knows which of its translations a menu named (`named`).
    """
    ids = {pk for entries in menus.values() for pk in page_ids(entries)}
    named = Page.objects.filter(pk__in=ids)
    return list(
        visible(
            Page.objects.filter(
                Q(depth=HOME_DEPTH + 1) | Q(translation_key__in=named.values("translation_key"))
            )
        )
        .annotate(named=Subquery(named.filter(translation_key=OuterRef("translation_key")).values("pk")[:1]))
        .only(
            "title",
            "url_path",
            "locale_id",
            "translation_key",
            "path",
            "depth",
            "show_in_menus",
            "content_type_id",
        )
        .order_by("path")
    )


def lists(language, pages):
    """{name of the page type: address} of the pages right below the home page: where all of a kind are listed."""
    return {
        page.cached_content_type.model: page_address(page, language)
        for page in pages
        if page.depth == HOME_DEPTH + 1
    }


def address_of(pages, slug, language):
    """The address of a top page that the furniture leads to, or ""."""
    return (
        f"/{language}/{slug}/" if any(path_below_home(page.url_path) == f"{slug}/" for page in pages) else ""
    )


def _grouped(pages):
    """{translation key: its pages in all the site's languages}, in the order of the tree."""
    codes, found = set(locales().values()), {}
    for page in pages:
        if page.locale_id in codes:
            found.setdefault(page.translation_key, []).append(page)
    return found


def _page_link(translations, language, path, label="", label_locale=None):
    """A link to a thing in the best language for the reader, or None where no language has it."""
    if not translations:
        return None
    ranked = ranked_locale_ids(language)
    codes = {pk: code for code, pk in locales().items()}
    page = min(translations, key=lambda each: ranked.index(each.locale_id))
    own = path_below_home(page.url_path)
    current = "page" if own == path else "true" if own and path.startswith(own) else ""
    own_title = label_locale if label else page.locale_id
    code = (not label and language_of_text(page, page.title)) or codes.get(own_title, language)
    return link(label or page.title, page_address(page, language), code, language, current)


def menu(language, path, pages):
    """Each thing once, in the best language for the reader, in the order of the tree."""
    top = [page for page in pages if page.show_in_menus and page.depth == HOME_DEPTH + 1]
    return [_page_link(translations, language, path) for translations in _grouped(top).values()]


def arranged(entries, language, path, pages):
    """The links of a menu that staff made; a page that visitors may not see is left out."""
    codes = {pk: code for code, pk in locales().items()}
    grouped = _grouped(pages)
    keys = {pk: page.translation_key for page in pages for pk in (page.named, page.pk)}
    links = []
    for entry in entries:
        code = codes.get(entry["locale_id"], language)
        if "links" in entry:
            below = arranged(entry["links"], language, path, pages)
            found = {**link(entry["label"], "", code, language), "links": below} if below else None
        elif entry["page"]:
            found = _page_link(
                grouped.get(keys.get(entry["page"])), language, path, entry["label"], entry["locale_id"]
            )
        else:
            found = link(entry["label"], entry["url"], code, language)
        links.append(found)
    return [each for each in links if each]


def footer(language, path, pages, menus, main):
    """Columns of links: those that staff made, else one column of the main menu."""
    if "footer" not in menus:
        return [{"links": main}] if main else []
    links = arranged(menus["footer"], language, path, pages)
    loose = [link for link in links if "links" not in link]
    return [*(link for link in links if "links" in link), *([{"links": loose}] if loose else [])]


def said(around, words, social, language):
    """The footer's words and social links, each with its language where that isn't the one around it."""
    codes = {pk: code for code, pk in locales().items()}

    def told(entry):
        code = codes.get(entry["locale_id"], language)
        foreign = code != around
        return {**entry, "lang": bcp47(code) if foreign else "", "dir": direction(code) if foreign else ""}

    return {"words": told(words) if words else None, "social": [told(link) for link in social]}
