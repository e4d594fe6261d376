"""Making cards and keeping them: one for each page, made when it is first asked for."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete
from django.utils import translation
from django.utils.crypto import salted_hmac
from wagtail.models import Page
from wagtail.signals import page_unpublished

from home.languages import locales
from home.typesetting import breakable, picture, tongue

WIDTH, HEIGHT = 1200, 630
DAY = 24 * 3600
LONGEST = 26  # letters without a place to break
SOURCE = Path(__file__).with_name("card.typ").read_bytes()
HANGUL = re.compile(r"(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3])")


def signature(pk):
    """Part of a card's address, so that nobody can count through the cards of pages that go by their link only."""
    return salted_hmac("home.cards", str(pk), algorithm="sha256").hexdigest()[:16]


def words_of(page):
    """{name: text}: what the card of a page says, in the page's own language."""
    language = next((code for code, pk in locales().items() if pk == page.locale_id), settings.LANGUAGE_CODE)
    with translation.override(language):
        return {
            "title": broken(page.title[:200], language),
            "line": page.card_line(),
            "site": str(settings.SITE_NAME),
            **tongue(language),
        }


def broken(text, language):
    """Korean breaks between words only; a word that is wider than the card may break anywhere."""
    if language == "ko":
        words = text.split(" ")
        text = " ".join(HANGUL.sub("\N{WORD JOINER}", word) if len(word) < 15 else word for word in words)
    return breakable(text, LONGEST)


def digest(words):
    return hashlib.sha256(repr(sorted(words.items())).encode() + SOURCE).hexdigest()[:16]


def address(page):
    """The address of a page's card, other for other words."""
    return f"/card/{page.pk}-{signature(page.pk)}.png?v={digest(words_of(page))}"


def card(page):
    """PNG of a page's card (1200 × 630), made anew where its words changed."""
    words = words_of(page)
    kept = cache.get(_key(page.pk))
    if kept and kept[0] == digest(words):
        return kept[1]
    made = picture(SOURCE, words)
    cache.set(_key(page.pk), (digest(words), made), 30 * DAY)
    return made


def erase(page_ids):
    """Eraser: forget the cards of these pages. → how many there were"""
    keys = [_key(pk) for pk in page_ids]
    found = len(cache.get_many(keys))
    cache.delete_many(keys)
    return found


def _offline(instance, **kwargs):
    if isinstance(instance, Page):
        erase([instance.pk])


def connect():
    """A page that leaves the site takes its card along (no other door in Wagtail)."""
    page_unpublished.connect(_offline, dispatch_uid="home.cards.offline")
    post_delete.connect(_offline, dispatch_uid="home.cards.deleted")


def _key(pk):
    return f"hub:card:{pk}"
