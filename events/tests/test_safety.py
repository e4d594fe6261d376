"""What the site says on safety: only staff's words, in the best language there is, with the day of the check."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from wagtail.models import Locale

from events.factories import CountrySafetyFactory
from events.models import CountrySafety
from events.safety import safety_of, safety_url
from home.factories import ContentPageFactory, OwnerFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def homes():
    return home_page("en"), home_page("ko")


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert not response.cookies
    return response.content.decode()


def test_a_country_has_what_staff_wrote(client):
    CountrySafetyFactory(
        rights="<p>You may <b>film</b>.</p>", sources="https://example.org/law\nA handbook", level="open"
    )
    html = read(client, "/en/safety/kr/")
    for words in ("Safety in South Korea", "Ask before you gather.", "You may <b>film</b>.", "A handbook"):
        assert words in html
    assert 'href="https://example.org/law"' in html
    assert "Gathering is usually safe" in html
    assert "When you are stopped" not in html  # nobody wrote on that
    assert 'rel="canonical" href="http://localhost/en/safety/kr/"' in html
    assert 'content="noindex"' not in html


def test_where_staff_wrote_nothing_the_page_claims_nothing(client):
    html = read(client, "/en/safety/fr/")
    assert "Nobody of us has written about safety in France yet." in html
    assert "usually safe" not in html
    assert 'content="noindex"' in html


def test_a_draft_is_nobodys_advice(client):
    CountrySafetyFactory(live=False)
    assert "Ask before you gather." not in read(client, "/en/safety/kr/")
    assert safety_of("KR") is None


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, False), (364, False), (366, True), (None, True)],
    ids=["today", "recent", "old", "never"],
)
def test_what_nobody_checked_for_a_year_says_so(client, days, said):
    checked = None if days is None else timezone.localdate() - datetime.timedelta(days=days)
    CountrySafetyFactory(checked_on=checked)
    assert ("people there before you act." in read(client, "/en/safety/kr/")) is said
    assert ("Not checked within a year" in read(client, "/en/safety/countries/")) is said


def test_words_in_another_language_say_which(client):
    safety = CountrySafetyFactory()
    html = read(client, "/ko/safety/kr/")
    assert '<div class="prose" lang="en" dir="ltr">' in html
    assert 'rel="canonical" href="http://localhost/en/safety/kr/"' in html
    assert 'content="noindex"' in html
    korean = Locale.objects.get(language_code="ko")
    CountrySafetyFactory(locale=korean, translation_key=safety.translation_key, acting="<p>물어보세요</p>")
    html = read(client, "/ko/safety/kr/")
    assert "물어보세요" in html and "Ask before you gather." not in html
    assert 'hreflang="en"' in html and 'content="noindex"' not in html
    with translation.override("ko"):
        assert safety_of("kr").locale == korean
        assert safety_url("KR") == "/ko/safety/kr/"


def test_two_originals_on_one_country_are_told_once(client):
    CountrySafetyFactory()
    CountrySafetyFactory(locale=Locale.objects.get(language_code="ko"), acting="<p>물어보세요</p>")
    assert read(client, "/en/safety/countries/").count('href="/en/safety/kr/"') == 1
    assert "Ask before you gather." in read(client, "/en/safety/kr/")


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ('<p><a href="javascript:alert(1)">here</a></p>', "javascript:"),
        ("<p>x</p><script>alert(1)</script>", "<script>alert"),
        ('<p onclick="alert(1)">x</p>', "onclick"),
        ('<img src="https://example.org/pixel.gif">', "pixel.gif"),
        ('<iframe src="https://example.org/frame"></iframe>', "<iframe"),
    ],
)
def test_nothing_harmful_in_the_words_reaches_a_reader(client, words, harm):
    CountrySafetyFactory(when_stopped=words)
    html = read(client, "/en/safety/kr/")
    assert "When you are stopped" in html
    assert harm not in html


def test_a_link_of_staff_stays(client):
    CountrySafetyFactory(rights='<p><a href="https://example.org/rights">Rights</a></p>')
    assert '<a href="https://example.org/rights">Rights</a>' in read(client, "/en/safety/kr/")


@pytest.mark.parametrize("address", ["zz", "KR", "kor", "k", "eu", "k%00", "..", "%F0%9F%87%B0%F0%9F%87%B7"])
def test_what_is_no_country_is_not_there(client, address):
    read(client, f"/en/safety/{address}/", status=404)


def test_a_language_that_the_site_does_not_have_is_not_there(client):
    for address in ("safety/kr/", "safety/countries/", "safety/"):
        read(client, f"/de/{address}", status=404)


def test_a_page_of_staff_at_this_address_comes_first(client, homes):
    assert client.get("/en/safety/")["Location"] == "/en/safety/countries/"
    page = ContentPageFactory(parent=homes[0], slug="safety", title="How we keep you safe")
    assert "How we keep you safe" in read(client, "/en/safety/")
    below = ContentPageFactory(parent=page, slug="words", title="Longer words")
    assert "Longer words" in read(client, "/en/safety/words/")
    assert below.live


@pytest.mark.parametrize("path", ["safety/", "safety/countries/", "safety/kr/"])
def test_nobody_writes_there(client, path):
    assert client.post(f"/en/{path}", {"x": "1"}).status_code == 405


def test_a_country_is_given_by_its_code_and_once_in_a_language():
    locale = Locale.objects.get(language_code="en")
    CountrySafetyFactory()
    for code in ("XX1", "ZZ", "kr"):
        with pytest.raises(ValidationError) as error:
            CountrySafety(country=code, acting="<p>x</p>", locale=locale).full_clean()
        assert "country" in error.value.message_dict
    with pytest.raises(ValidationError) as error:
        later = timezone.localdate() + datetime.timedelta(days=2)
        CountrySafety(country="FR", acting="<p>x</p>", locale=locale, checked_on=later).full_clean()
    assert "checked_on" in error.value.message_dict


def test_staff_find_it_in_the_menu_of_the_day_and_see_how_it_will_stand(client):
    client.force_login(OwnerFactory())
    safety = CountrySafetyFactory()
    listing = client.get("/admin/snippets/events/countrysafety/").content.decode()
    assert "South Korea" in listing
    assert "/admin/snippets/events/countrysafety/" in client.get("/admin/").content.decode()
    preview = safety.make_preview_request().content.decode()
    assert "Ask before you gather." in preview and "Gathering needs care" in preview


def test_the_pages_ask_few_questions_however_many_countries_there_are(client, django_assert_max_num_queries):
    for codes in (("KR", "FR"), ("DE", "JP", "US", "GB", "CA", "ZA")):
        for code in codes:
            CountrySafetyFactory(country=code)
        with django_assert_max_num_queries(8):
            read(client, "/en/safety/countries/")
        with django_assert_max_num_queries(9):
            read(client, "/en/safety/kr/")
