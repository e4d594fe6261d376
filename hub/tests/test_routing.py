"""The router, the furniture and the lists: every page in the reader's best language, and nothing that is hidden."""

import re

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from events.factories import CityFactory, EditionPageFactory, EventFactory, EventPageFactory
from home.factories import ContentPageFactory, home_page
from resources.factories import TestimonyPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    """Home pages in English, Korean and Arabic."""
    return {code: home_page(code) for code in ("en", "ko", "ar")}


def translated(original, code, **fields):
    """A live page in another language beside `original`."""
    parent = home_page(code)
    return ContentPageFactory(
        parent=parent, slug=original.slug, translation_key=original.translation_key, **fields
    )


@pytest.fixture
def about(site):
    """A page in English alone."""
    return ContentPageFactory(parent=site["en"], slug="about", title="About the Day", show_in_menus=True)


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def title_tag(html):
    """The content's title says its language; between the content's words stand the reader's."""
    return re.search(r"<h1[^>]*>", html).group()


def canonical(html):
    found = re.search(r'rel="canonical" href="([^"]+)"', html)
    return found and found.group(1).removeprefix("http://localhost")


def alternates(html):
    found = re.findall(r'rel="alternate"\s+hreflang="([^"]+)"\s+href="([^"]+)"', html)
    return {code: url.removeprefix("http://localhost") for code, url in found}


def switcher(html):
    """(languages with this very page, languages without) as the switcher names them."""
    block = html.split('<div class="language__list">')[1].split("</details>")[0]
    have, _, lack = block.partition("language__note")
    return tuple(re.findall(r'hreflang="([^"]+)"', part) for part in (have, lack))


# --- The page in the reader's language, or in another


def test_readers_of_other_languages_are_led_to_the_original_where_there_is_no_english(client, site):
    page = ContentPageFactory(parent=site["ko"], slug="korean", title="우리말")
    translated(page, "ar", title="بالعربية")
    assert alternates(get(client, "/ar/korean/"))["x-default"] == "/ko/korean/"


def test_page_in_the_readers_language(client, site, about):
    translated(about, "ko", title="그날에 대하여")
    html = get(client, "/ko/about/")
    assert "그날에 대하여" in html
    assert '<html lang="ko"' in html
    assert "lang=" not in title_tag(html)
    assert "language-notice__inner" not in html
    assert 'content="noindex"' not in html
    assert canonical(html) == "/ko/about/"
    assert alternates(html) == {"en": "/en/about/", "ko": "/ko/about/", "x-default": "/en/about/"}
    assert switcher(html) == (["en", "ko"], ["ar"])
    assert 'data-page-type="home.ContentPage"' in html


def test_alternates_are_reciprocal(client, site, about):
    translated(about, "ko")
    translated(about, "ar")
    english = alternates(get(client, "/en/about/"))
    for address in english.values():
        assert alternates(get(client, address)) == english


def test_page_in_another_language_under_the_readers_prefix(client, site, about):
    translated(about, "ko")
    html = get(client, "/ar/about/")
    assert '<html lang="ar"\n      dir="rtl"' in html
    assert 'lang="en" dir="ltr"' in title_tag(html)
    assert "language-notice__inner" in html
    assert 'content="noindex"' in html
    assert canonical(html) == "/en/about/"
    assert alternates(html) == {}  # this address is no translation
    assert switcher(html) == (["en", "ko"], ["ar"])
    assert 'href="/ar/search/"' in html


def test_korean_original_without_english(client, site):
    ContentPageFactory(parent=site["ko"], slug="letter", title="편지")
    for code, direction in (("en", "ltr"), ("ar", "rtl")):
        html = get(client, f"/{code}/letter/")
        assert "편지" in html
        assert f'dir="{direction}"' in html.split("<head>")[0]
        assert 'lang="ko" dir="ltr"' in title_tag(html)
        assert canonical(html) == "/ko/letter/"
    assert "lang=" not in title_tag(get(client, "/ko/letter/"))


def test_arabic_content_in_an_english_page_goes_right_to_left(client, site):
    ContentPageFactory(parent=site["ar"], slug="letter", title="رسالة")
    assert 'lang="ar" dir="rtl"' in title_tag(get(client, "/en/letter/"))


def test_fallback_chain(client, site, about):
    home_page("zh-hans")
    home_page("zh-hant")
    assert 'lang="en"' in title_tag(get(client, "/zh-hant/about/"))
    translated(about, "zh-hans", title="简")
    assert 'lang="zh-Hans"' in title_tag(get(client, "/zh-hant/about/"))
    translated(about, "zh-hant", title="繁")
    assert "lang=" not in title_tag(get(client, "/zh-hant/about/"))
    Page.objects.filter(slug="about").exclude(locale=site["en"].locale).update(live=False)
    assert 'lang="en"' in title_tag(get(client, "/zh-hant/about/"))


def test_original_where_nothing_of_the_chain_exists(client, site):
    home_page("zh-hant")
    ContentPageFactory(parent=site["ko"], slug="letter")
    assert 'lang="ko"' in title_tag(get(client, "/zh-hant/letter/"))


def test_breadcrumbs_say_their_language_where_the_content_has_another(client, site, about):
    ContentPageFactory(parent=about, slug="safety", title="Safety")
    translated(about, "ko", title="소개")
    crumbs = re.search(r'<ol class="breadcrumb__list".*?</ol>', get(client, "/ko/about/safety/"), re.DOTALL)
    links = re.findall(r'<a href="([^"]+)"\s*(lang="\w+" dir="\w+")?', crumbs.group())
    assert links == [("/ko/", ""), ("/ko/about/", "")]  # both are there in the reader's language
    assert '<span aria-current="page" lang="en" dir="ltr">Safety</span>' in crumbs.group()


@pytest.mark.parametrize("slug", ["home-ko", "x", "first-page"])
def test_slugs_of_home_pages_do_not_matter(client, site, about, slug, django_assert_num_queries):
    translated(about, "ko", title="소개")
    page = site["ko"]
    page.slug = slug
    page.save()
    assert "소개" in get(client, "/ko/about/")
    assert alternates(get(client, "/en/about/"))["ko"] == "/ko/about/"
    assert get(client, "/ko/")
    assert client.get(f"/ko/{slug}/about/").status_code == 404
    assert client.get(f"/{slug}/about/", follow=True).status_code == 404


def test_two_queries_find_the_page_and_who_may_see_it(site, about, django_assert_num_queries):
    from home.routing import find

    find("about/", "ko")
    with django_assert_num_queries(2):
        assert find("about/", "ko").page.pk == about.pk


# --- Nothing hidden shows


def hide(page, kind):
    if kind == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="open" if kind == "password" else ""
        )


HIDDEN = ["draft", "password", "login", "groups"]


def assert_unnamed(client, word, addresses):
    """No page, list or file for machines holds the word."""
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert word not in response.content.decode(), address


def assert_asks(client, address, words):
    """Who wants to read it is asked for a password or to log in, and sees none of the words."""
    response = client.get(address)
    assert response.status_code in (200, 302), address
    html = response.content.decode()
    assert response.status_code == 302 or 'type="password"' in html
    assert not [word for word in words if word in html]


EVERYWHERE = [
    "/en/", "/ko/", "/ar/", "/en/other/", "/ko/other/", "/sitemap.xml", "/sitemap-en.xml", "/api/v2/pages/", "/en/search/?q=Secret",
    "/ko/search/?q=Secret",
]  # fmt: skip


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_page_is_named_nowhere(client, site, about, kind):
    ContentPageFactory(parent=site["en"], slug="other")
    secret = ContentPageFactory(parent=site["en"], slug="s-1", title="Secret plan", show_in_menus=True)
    ContentPageFactory(parent=secret, slug="s-2", title="Secret detail")
    assert "Secret plan" in get(client, "/en/other/")
    hide(secret, kind)
    if kind == "draft":
        secret.get_children().get().unpublish()
    assert_unnamed(client, "Secret", [each for each in EVERYWHERE if "search" not in each])
    for query in ("/en/search/?q=Secret", "/ko/search/?q=Secret"):
        assert "s-1" not in get(client, query)
    assert_unnamed(client, "s-2", EVERYWHERE)


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_translation_leaves_the_original_to_its_readers(client, site, about, kind):
    korean = translated(about, "ko", title="감춘 글", show_in_menus=True)
    hide(korean, kind)
    if kind == "draft":
        html = get(client, "/ko/about/")
        assert "About the Day" in html
        assert "감춘 글" not in html
        assert "language-notice__inner" in html
    else:
        assert_asks(client, "/ko/about/", ["감춘 글", "About the Day"])
    assert alternates(get(client, "/en/about/")) == {}
    assert switcher(get(client, "/en/about/")) == (["en"], ["ko", "ar"])
    assert_unnamed(client, "감춘 글", ["/ko/", "/en/", "/sitemap.xml", "/api/v2/pages/"])
    assert "/ko/about/" not in client.get("/sitemap-ko.xml").content.decode()


def test_hidden_original_leaves_the_translation_to_everybody(client, site, about):
    translated(about, "ko", title="소개", show_in_menus=True)
    hide(about, "draft")
    html = get(client, "/en/about/")
    assert "소개" in html
    assert "About the Day" not in html
    assert switcher(html) == (["ko"], ["en", "ar"])
    assert_unnamed(client, "About the Day", ["/ko/", "/en/", "/ko/about/", "/sitemap.xml", "/api/v2/pages/"])


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_restricted_original_is_restricted_in_every_language(client, site, about, kind):
    translated(about, "ko", title="소개", show_in_menus=True)
    hide(about, kind)
    for code in ("en", "ko", "ar"):
        assert_asks(client, f"/{code}/about/", ["소개", "About the Day"])
    for word in ("소개", "About the Day"):
        assert_unnamed(client, word, ["/ko/", "/en/", "/sitemap.xml", "/api/v2/pages/"])


@pytest.mark.parametrize("kind", HIDDEN)
def test_lists_take_the_best_language_that_is_visible(client, site, kind):
    english = TestimonyPageFactory(locale="en", title="My account")
    korean = TestimonyPageFactory(
        locale="ko", title="나의 이야기", translation_key=english.translation_key, testimony=english.testimony
    )
    assert "나의 이야기" in get(client, "/ko/testimonies/")
    hide(korean, kind)
    html = get(client, "/ko/testimonies/")
    assert "나의 이야기" not in html
    assert "My account" in html


def test_things_in_another_language_say_so_in_lists(client, site):
    TestimonyPageFactory(locale="ko", title="나의 이야기")
    march = EventPageFactory(locale="ar", title="مسيرة")
    TestimonyPageFactory(locale="en")
    cards = re.findall(r'<article class="card testimony-card" ([^>]*)>', get(client, "/en/testimonies/"))
    assert sorted(cards) == ["", 'lang="ko" dir="ltr"']
    events = get(client, "/en/2027/events/")
    assert 'lang="ar" dir="rtl"' in title_tag(events)  # the list itself is there in Arabic alone
    assert 'class="card__title" lang="ar" dir="rtl">' in events
    edition = march.get_parent().get_parent().specific
    EditionPageFactory(locale="en", translation_key=edition.translation_key, edition=edition.edition)
    for address in ("/en/", "/en/2027/", f"/en/2027/cities/{march.event.city.address_part}/"):
        assert re.search(r'<h3 class="card__title" lang="ar" dir="rtl">', get(client, address)), address
    assert '<article class="card testimony-card" lang="ko" dir="ltr">' in get(client, "/en/")


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_list_below_a_restricted_section_of_one_language(client, site, kind):
    english = EventPageFactory(locale="en", title="March to the embassy")
    edition = english.get_parent().get_parent().specific
    EditionPageFactory(locale="ko", translation_key=edition.translation_key, edition=edition.edition)
    korean = EventPageFactory(
        locale="ko", title="행진", translation_key=english.translation_key, event=english.event
    )
    hide(korean.get_parent().get_parent(), kind)
    assert_asks(client, "/ko/2027/events/", ["행진", "March to the embassy"])
    assert "March to the embassy" in get(client, "/en/2027/events/")
    assert "행진" not in get(client, "/ko/")


def test_draft_is_not_found(client, site):
    ContentPageFactory(parent=site["en"], slug="draft", live=False)
    for code in site:
        assert client.get(f"/{code}/draft/").status_code == 404


@pytest.mark.parametrize("below", [False, True])
def test_password_is_asked_and_then_the_page_is_shown(client, site, about, below):
    hide(site["en"] if below else about, "password")
    restriction = PageViewRestriction.objects.get(page__locale__language_code="en")
    response = client.get("/en/about/")
    assert "About the Day" not in response.content.decode()
    assert "password" in response.content.decode()
    assert "no-cache" in response["Cache-Control"]
    address = f"/_util/authenticate_with_password/{restriction.pk}/{about.pk}/"
    response = client.post(address, {"password": "open", "return_url": "/en/about/"}, follow=True)
    html = response.content.decode()
    assert "About the Day" in html
    assert 'content="noindex"' in html


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_login_is_asked(client, site, about, kind):
    hide(about, kind)
    response = client.get("/en/about/")
    assert response.status_code == 302
    assert "login" in response["Location"]


# --- Addresses


def test_missing_slash_is_added_and_the_query_kept(client, site, about):
    response = client.get("/en/about?q=a%20b&page=2")
    assert response.status_code == 301
    assert response["Location"] == "/en/about/?q=a%20b&page=2"
    assert client.get("/ko?x=1")["Location"] == "/ko/?x=1"
    assert client.get("/en/nothing").status_code == 404


ODD = [
    "%00", "about%00/", "about/%00/", "//", "about//", "/about/", "about//more/", "..", "../", "../../etc/passwd",
    "about/../about/", "%2e%2e/", "..%2f..%2f", "%ff%fe/", "%ed%a0%80/", "a" * 255 + "/", "a" * 256 + "/",
    "a" * 5000 + "/", "a/" * 39, "a/" * 1000, "about/more/", "%F0%9F%95%AF/", "%E2%80%AE/", "%0d%0aX-A:1/", "'/",
    "%25/", "_/", "%5c/", "about;x=1/", "en/", "ko/about/", "[/", "http://evil.example/",
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_address_is_not_found(client, site, about, odd):
    response = client.get(f"/en/{odd}")
    assert response.status_code == 404
    assert client.get(f"/xx/{odd}", follow=True).status_code == 404


def test_error_page_speaks_the_readers_language(client, site, about):
    response = client.get("/ko/nothing/")
    html = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="ko"' in html
    assert "이 페이지를 찾을 수 없습니다" in html
    assert 'href="/ko/about/"' in html
    assert canonical(html) is None


def test_error_page_of_a_language_that_the_site_does_not_have(client, site, about):
    """In that language where the interface has words in it; the links lead to what there is."""
    for address, spoken in (("/de/", "de"), ("/de/about/", "de"), ("/sw/about/", "en")):
        response = client.get(address)
        assert response.status_code == 404
        html = response.content.decode()
        assert f'<html lang="{spoken}"' in html
        assert 'href="/en/about/"' in html
        assert not re.search(r'<a [^>]*href="/de/', html)


def test_unknown_prefix_is_not_found(client, site, about):
    assert client.get("/xx/about/", follow=True).status_code == 404
    assert client.get("/zh-tw/about/", follow=True).status_code == 404


def test_address_without_a_language_leads_to_the_readers(client, site, about):
    response = client.get("/about/?x=1", headers={"accept-language": "ko"})
    assert response.status_code == 302
    assert response["Location"] == "/ko/about/?x=1"


def test_methods(client, site, about):
    head = client.head("/ko/about/")
    assert head.status_code == 200
    assert head.content == b""
    assert client.options("/ko/about/").status_code == 200
    assert client.post("/ko/nothing/").status_code == 404


def test_readers_get_no_cookie(client, site, about):
    for address in ("/", "/en/about/", "/ko/about/", "/en/nothing/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_route_below_a_page(client, site):
    page = EditionPageFactory(locale="en")
    city = CityFactory(slug="seoul", name="Seoul")
    EventFactory(city=city, edition=page.edition)
    address = f"2027/cities/{city.geonameid}-seoul/"
    html = get(client, f"/ko/{address}")
    assert canonical(html) == f"/en/{address}"
    assert "lang=" not in title_tag(html)  # a city's page is made of the interface's words
    assert f'href="/en/{address}"' in html
    assert client.get(f"/ko/2027/cities/{city.geonameid}-seoul")["Location"] == f"/ko/{address}"
    assert "Seoul" in get(client, "/ko/2027/cities/")
    assert client.get(f"/ko/2027/cities/{city.geonameid}-busan/")["Location"] == f"/ko/{address}"
    for wrong in ("1-seoul", "seoul", f"{city.geonameid}-seoul/more"):
        response = client.get(f"/ko/2027/cities/{wrong}/")
        assert response.status_code == 404
        assert canonical(response.content.decode()) is None


def test_page_without_routes_has_nothing_below(client, site, about):
    assert client.get("/en/about/cities/").status_code == 404


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def to(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page.refresh_from_db()

    return to


def test_old_address_leads_to_the_new_one_in_every_language(client, site, about, rename):
    translated(about, "ko")
    rename(about, "why")
    assert Redirect.objects.filter(old_path="/en/about").exists()
    for code in site:
        response = client.get(f"/{code}/about/", follow=True)
        assert response.status_code == 200
    response = client.get("/ar/about/")
    assert response.status_code == 301
    assert response["Location"] == "/ar/why/"


def test_old_address_of_a_page_that_is_gone(client, site, about, rename):
    rename(about, "why")
    about.unpublish()
    assert client.get("/ar/about/").status_code == 404


def test_search_keeps_its_words_when_the_language_changes(client, site):
    html = get(client, "/en/search/?q=a+b")
    assert 'href="/ko/search/?q=a+b"' in html
    assert switcher(html) == (["en", "ko", "ar"], [])


def test_address_without_a_language_where_the_site_lacks_the_readers(client, site, about):
    assert client.get("/about/", headers={"accept-language": "fi"})["Location"] == "/en/about/"
    assert client.get("/documents/1/none.pdf").status_code == 404


# --- The first address


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("ar;q=0.5, ko;q=0.9", "ko"),
        ("ko;q=0, ar;q=0.3", "ar"),
        ("xx, ko;q=0.1", "ko"),
        ("zh-TW", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("pt-BR", "pt"),
        ("es-419", "en"),
        ("fr-CH, fr;q=0.9", "en"),
        ("uk, ko;q=0.5", "ko"),
        ("uk", "ru"),
        ("nb-NO, nb;q=0.9", "no"),
        ("", "en"),
        ("*", "en"),
        (";;;,,q=", "en"),
        ("\x00", "en"),
        ("ko;q=abc", "en"),
        ("a" * 10_000, "en"),
        ("en," * 5_000, "en"),
        ("ö, ko", "en"),
    ],
)
def test_first_address_follows_the_browser(client, site, header, code):
    for each in ("zh-hans", "zh-hant", "pt", "ru", "no"):
        home_page(each)
    response = client.get("/", headers={"accept-language": header})
    assert response.status_code == 302
    assert response["Location"] == f"/{code}/"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("kind", ["draft", "login"])
def test_language_without_an_open_home_page_falls_back(client, site, kind):
    home_page("zh-hans")
    hide(home_page("zh-hant"), kind)
    Locale.objects.create(language_code="de")
    assert client.get("/", headers={"accept-language": "zh-TW"})["Location"] == "/zh-hans/"
    assert client.get("/", headers={"accept-language": "de, ar;q=0.5"})["Location"] == "/ar/"
    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/en/"
    assert client.get("/de/").status_code == 200


def test_site_in_korean_alone(client, db):
    home_page("ko")
    assert client.get("/")["Location"] == "/ko/"


def test_site_without_pages(client, db):
    assert client.get("/")["Location"] == "/en/"
    assert client.get("/en/").status_code == 404
