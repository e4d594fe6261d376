"""Menus, words of the footer and social links: what staff say around every page, in every language, published only."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from home.factories import ContentPageFactory, home_page
from home.models import Menu, SiteWords, SocialLink

pytestmark = pytest.mark.django_db


def locale(code):
    return Locale.objects.get_or_create(language_code=code)[0]


@pytest.fixture
def home():
    locale("ko")
    return home_page(locale("en"))


def link(page=None, url="", label=""):
    return {"page": page and page.pk, "url": url, "label": label}


def menu(place, *links, columns=(), **kwargs):
    items = [{"type": "link", "value": each, "id": str(n)} for n, each in enumerate(links)]
    items += [
        {
            "type": "column",
            "value": {
                "title": title,
                "links": [{"type": "item", "value": each, "id": f"i{n}"} for n, each in enumerate(below)],
            },
            "id": f"c{title}",
        }
        for title, below in columns
    ]
    made = Menu(place=place, **{"locale": locale("en"), **kwargs})
    made.items = Menu._meta.get_field("items").to_python(items)
    made.save()
    return made


def seen(page, language="en"):
    return Client().get(f"/{language}/{page.slug}/").content.decode()


def part(html, start, end):
    return html[html.index(start) : html.index(end)]


def test_without_a_menu_the_pages_make_one(home):
    page = ContentPageFactory(parent=home, title="About us", show_in_menus=True)
    assert "About us" in part(seen(page), "<header", "</header>")


def test_a_menu_of_staff_takes_the_place_of_the_automatic_one(home, committed):
    page = ContentPageFactory(parent=home, title="About us", show_in_menus=True)
    other = ContentPageFactory(parent=page, title="Deep page")
    assert "About us" in part(seen(page), "<header", "</header>")
    with committed:
        menu("main", link(other), link(url="https://example.org/", label="Partner"))
    head = part(seen(page), "<header", "</header>")
    assert "About us" not in head
    assert 'href="/en/' in head
    assert head.index("Deep page") < head.index("Partner")


def test_an_unpublished_menu_changes_nothing(home, committed):
    page = ContentPageFactory(parent=home, title="About us", show_in_menus=True)
    with committed:
        menu("main", link(url="https://example.org/", label="Partner"), live=False)
    assert "Partner" not in seen(page)


def test_a_page_that_visitors_may_not_see_is_left_out_of_the_menu(home, committed):
    page = ContentPageFactory(parent=home)
    with committed:
        menu(
            "main",
            link(ContentPageFactory(parent=home, title="Secret page", live=False)),
            link(page, label="Open"),
        )
    assert "Secret page" not in seen(page)
    assert "Open" in seen(page)


def test_a_menu_in_another_language_says_so_and_leads_to_the_readers_prefix(home, committed):
    page = ContentPageFactory(parent=home, title="About us")
    with committed:
        menu("main", link(page, label="Who we are"))
    head = part(seen(page, "ko"), "<header", "</header>")
    assert f'href="/ko/{page.slug}/"' in head
    assert 'lang="en" dir="ltr">Who we are' in " ".join(head.split())


def test_the_footer_has_columns_words_and_social_links(home, committed):
    page = ContentPageFactory(parent=home)
    with committed:
        menu("footer", columns=[("Take part", [link(page, label="Find your city")])])
        SiteWords.objects.create(
            statement="Stop sending them back.",
            about="Who calls it.",
            credit="With thanks.",
            locale=home.locale,
        )
        SocialLink.objects.create(
            name="Second", url="https://b.example.org/", position=20, locale=home.locale
        )
        SocialLink.objects.create(name="First", url="https://a.example.org/", position=10, locale=home.locale)
        SocialLink.objects.create(name="Draft", url="https://c.example.org/", live=False, locale=home.locale)
    foot = part(seen(page), "<footer", "</footer>")
    for words in ("Stop sending them back.", "Who calls it.", "With thanks.", "Take part", "Find your city"):
        assert words in foot
    assert foot.index("First") < foot.index("Second")
    assert "Draft" not in foot


def test_words_that_change_show_at_once(home, committed):
    page = ContentPageFactory(parent=home)
    with committed:
        words = SiteWords.objects.create(statement="Before", locale=home.locale)
    assert "Before" in seen(page)
    with committed:
        words.statement = "After"
        words.save()
    assert "After" in seen(page)


def test_the_main_menu_takes_no_columns(home):
    made = Menu(place="main", locale=home.locale)
    value = [{"type": "column", "value": {"title": "A", "links": []}, "id": "a"}]
    made.items = Menu._meta.get_field("items").to_python(value)
    with pytest.raises(ValidationError) as refusal:
        made.clean()
    assert "items" in refusal.value.message_dict


def test_there_is_one_menu_for_a_place_in_a_language(home):
    menu("main", link(url="https://example.org/", label="A"))
    again = Menu(place="main", locale=home.locale)
    with pytest.raises(ValidationError) as refusal:
        again.validate_constraints()
    assert "There is a menu for this place in this language already." in str(refusal.value)


def test_queries_of_the_furniture_do_not_grow(home, committed, django_assert_max_num_queries):
    page = ContentPageFactory(parent=home)
    with committed:
        menu("footer", columns=[(f"Column {n}", [link(page, label="Here")]) for n in range(6)])
    seen(page)
    with django_assert_max_num_queries(12):
        seen(page)
