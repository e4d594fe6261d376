"""What an editor should look at before readers do. Warnings only: what is forbidden is a gate (home/publishing.py)."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.desk.contents import Heading, Link, Picture, contents
from home.models import BasePage
from home.registries import page_checks

WARNING, NOTE = "warning", "note"

NARROWEST = 720  # pixels: the column of text, as the picture block's help says
LONGEST_TITLE, LONGEST_SUMMARY = (
    70,
    300,
)  # in Latin letters; Chinese, Japanese and Korean ones take the place of two


@dataclass(frozen=True)
class Check:
    level: str
    message: str
    where: str = ""


def checks_of(page):
    """Every remark about a page as it is given: saved, drafted or just typed."""
    if not isinstance(page, BasePage):
        return []
    return [check for _name, check_page in page_checks.items() for check in check_page(page)]


def width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def summary_and_title(page):
    found = []
    summary, title = _("Summary"), page.seo_title or page.title
    if not page.summary.strip():
        words = _("There is no summary. Lists and search results show the title alone.")
        found.append(Check(WARNING, words, summary))
    if width(page.search_description or page.summary) > LONGEST_SUMMARY:
        words = _("It is so long that search results will cut it. Say the most important thing first.")
        found.append(Check(WARNING, words, summary))
    if width(title) > LONGEST_TITLE:
        words = _("It is so long that search results will cut it. Fewer words are read more often.")
        found.append(Check(WARNING, words, _("Title")))
    return found


def pictures(page):
    found = []
    for each in (each for each in contents(page) if isinstance(each, Picture)):
        if not each.text.strip() and not each.decorative:
            words = _(
                "A picture says nothing to people who can't see it. Say what it shows, or tick “decorative”."
            )
            found.append(Check(WARNING, words, each.where))
        if each.image.width and each.image.width < NARROWEST:
            words = _(
                "The picture is only %(width)s pixels wide and will look blurred. It needs %(needed)s or more."
            )
            sizes = {"width": each.image.width, "needed": NARROWEST}
            found.append(Check(WARNING, words % sizes, each.where))
    if page.social_image_id and not page.social_image_alt.strip():
        found.append(Check(WARNING, _("Say what the picture for sharing shows."), _("Picture for sharing")))
    return found


def links(page):
    """Without the titles of the pages that are linked: whoever edits this page may not be allowed to see those."""
    all_links = [each for each in contents(page) if isinstance(each, Link)]
    keys = dict(
        Page.objects.filter(pk__in={each.page_id for each in all_links if each.page_id}).values_list(
            "pk", "translation_key"
        )
    )
    live = set(
        Page.objects.filter(translation_key__in=set(keys.values()), live=True).values_list(
            "translation_key", flat=True
        )
    )
    found = []
    for each in all_links:
        if each.page_id not in keys:
            words = _("A link leads nowhere: its page was deleted, or none is chosen.")
            named = _("The link “%(text)s” leads nowhere: its page was deleted, or none is chosen.")
        elif keys[each.page_id] not in live:
            words = _("A link leads to a page that is not published. Readers can't follow it.")
            named = _("The link “%(text)s” leads to a page that is not published. Readers can't follow it.")
        else:
            continue
        found.append(Check(WARNING, named % {"text": each.text} if each.text else words, each.where))
    return found


def headings(page):
    found, level = [], 1  # the title of the page
    for each in (each for each in contents(page) if isinstance(each, Heading)):
        if each.level > level + 1:
            words = (
                _("The heading “%(text)s” is a part of a section, but no section stands before it.")
                if level == 1
                else _("The heading “%(text)s” skips a level. People who listen to the page will miss one.")
            )
            found.append(Check(WARNING, words % {"text": each.text}, each.where))
        level = each.level
    return found


def register():
    page_checks.register("summary", summary_and_title)
    page_checks.register("pictures", pictures)
    page_checks.register("links", links)
    page_checks.register("headings", headings)
