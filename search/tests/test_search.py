"""Finding things, through the client."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.utils.timezone import now
from wagtail.models import Locale, PageViewRestriction

from home.factories import ContentPageFactory, HomePageFactory
from home.registries import erasers
from search.models import IndexEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def locale():
    return lambda code: Locale.objects.get_or_create(language_code=code)[0]


@pytest.fixture
def home(locale):
    return HomePageFactory(locale=locale("en"))


@pytest.fixture
def publish(home):
    """publish(title, **fields) → a page that went live the way editors publish."""

    def make(title, *, parent=None, **fields):
        fields.setdefault("locale", home.locale)
        page = ContentPageFactory(title=title, parent=parent or home, **fields)
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return make


@pytest.fixture
def titles(client):
    """titles(query, language) → the titles found, in their order."""

    def ask(query, language="en", **parameters):
        response = client.get(f"/{language}/search/", {"q": query, **parameters})
        assert response.status_code == 200
        found = re.findall(
            r'class="results__title".*?<a [^>]*>(.*?)</a>', response.content.decode(), re.DOTALL
        )
        return [unescape(re.sub("<[^>]+>", "", title)).strip() for title in found]

    return ask


SENTENCES = [
    ("en", "Refugees crossed the Tumen river at night.", "tumen"),
    ("ko", "탈북민들은 강제북송을 두려워합니다.", "강제북송"),
    ("zh-hans", "中国强制遣返北韩难民。", "难民"),
    ("ja", "中国は北朝鮮難民を強制送還している。", "北朝鮮"),
    ("ar", "اللاجئون مُهدَّدون بالترحيل القسري", "مهددون"),
    ("th", "ผู้ลี้ภัยชาวเกาหลีเหนือถูกส่งกลับ", "เกาหลีเหนือ"),
    ("ru", "Беженцы идут всё дальше на юг.", "все"),
]


@pytest.mark.parametrize(("code", "sentence", "word"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_word_of_a_sentence_is_found_and_marked(client, publish, titles, locale, code, sentence, word):
    publish("A page", summary=sentence, locale=locale(code))
    publish("Another page", summary="Nothing of the kind.")
    assert titles(word, code) == ["A page"]
    html = client.get(f"/{code}/search/", {"q": word}).content.decode()
    assert "<mark>" in html
    assert 'name="robots" content="noindex"' in html
    assert 'data-page-type="search"' in html


def test_words_of_the_body_are_found_without_their_markup(publish, titles):
    publish("Rich", body=[("paragraph", "<p>By <b>candle</b>light &amp; song</p>")])
    assert titles("song") == ["Rich"]
    assert titles("amp") == []


def test_all_words_must_be_there(publish, titles):
    publish("Letters", summary="to embassies")
    assert titles("letters embassies") == ["Letters"]
    assert titles("letters consulates") == []


HOSTILE = [
    '"', "'", "\\", "%", "_", "*", ";--", "\0", "a\0b", "x" * 10_000, "a " * 5_000, "🕯️", "AND", "NEAR(", "(" * 300,
    "\u202e", "<script>alert(1)</script>", "{{ q }}", "'; DROP TABLE search_indexentry; --",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_any_input_is_answered(client, publish, hostile):
    publish("A quiet page")
    response = client.get("/en/search/", {"q": hostile, "page": hostile, "type": hostile})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("query", ["%", "_", "%quiet%", "q_iet"])
def test_wildcards_mean_nothing(publish, titles, query):
    publish("A loud page")
    assert titles(query) == []


def test_bytes_that_are_no_text_are_answered(client, home):
    assert client.get("/en/search/?q=%ff%fe&page=%ed%a0%80").status_code == 200


def test_without_a_query_there_is_a_form_and_no_result(client, publish):
    publish("A page")
    html = client.get("/en/search/").content.decode()
    assert 'role="search"' in html
    assert 'class="results"' not in html
    assert "csrfmiddlewaretoken" not in html


def test_search_takes_no_posts(client, home):
    assert client.post("/en/search/", {"q": "a"}).status_code == 405


def test_draft_is_not_found(home, titles):
    page = ContentPageFactory(title="Secret plans", parent=home, live=False)
    page.save_revision()
    call_command("rebuild_search", verbosity=0)
    assert titles("secret") == []


def test_unpublished_page_leaves_at_once(publish, titles):
    page = publish("Passing thing")
    assert titles("passing") == ["Passing thing"]
    page.unpublish()
    assert titles("passing") == []
    assert not IndexEntry.objects.filter(page_id=page.pk).exists()


def test_deleted_page_leaves(publish, titles):
    publish("Passing thing").delete()
    assert titles("passing") == []


def test_restricting_a_section_hides_what_is_below_and_opening_it_brings_it_back(publish, titles):
    section = publish("Section")
    publish("Inner page", parent=section)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert titles("inner") == []
    assert not IndexEntry.objects.filter(title="Inner page").exists()
    call_command("rebuild_search", verbosity=0)
    assert titles("inner") == []
    restriction.delete()
    assert titles("inner") == ["Inner page"]


def test_page_moved_into_a_restricted_section_is_hidden(publish, titles):
    section = publish("Section")
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    page = publish("Wanderer")
    page.move(section, pos="last-child")
    assert titles("wanderer") == []
    assert not IndexEntry.objects.filter(page_id=page.pk).exists()


def test_each_thing_once_in_the_language_that_suits_the_reader(publish, titles, locale):
    original = publish("Prayer walk")
    for reader in ("zh-hant", "fr"):
        locale(reader)
    for code, title in [("ko", "Prayer 기도"), ("zh-hans", "Prayer 祷告")]:
        publish(title, locale=locale(code), translation_key=original.translation_key)
    assert titles("prayer", "en") == ["Prayer walk"]
    assert titles("prayer", "ko") == ["Prayer 기도"]
    assert titles("prayer", "zh-hant") == ["Prayer 祷告"]
    assert titles("prayer", "fr") == ["Prayer walk"]
    assert titles("기도", "fr") == ["Prayer 기도"]


def test_titles_come_before_bodies_and_the_newest_first(publish, titles):
    today = now()
    for title, summary, age in [
        ("Old vigil", "", 9),
        ("Body only", "a vigil", 0),
        ("New vigil", "", 1),
    ]:
        publish(title, summary=summary, first_published_at=today - timedelta(days=age))
    assert titles("vigil") == ["New vigil", "Old vigil", "Body only"]


def test_the_readers_language_comes_first(publish, titles, locale):
    publish("Vigil", locale=locale("en"))
    publish("Wachen", summary="vigil", locale=locale("de"))
    assert titles("vigil", "de") == ["Wachen", "Vigil"]


def test_result_in_another_language_says_so(client, publish, locale):
    publish("두만강", locale=locale("ko"))
    html = client.get(f"/en/search/?q={quote('두만강')}").content.decode()
    assert 'lang="ko"' in html
    assert "한국어" in html


def test_type_narrows_and_an_unknown_one_is_ignored(publish, titles):
    page = publish("Vigil")
    assert titles("vigil", type=page._meta.label_lower) == ["Vigil"]
    assert titles("vigil", type="no.such") == ["Vigil"]


def test_pages_of_results(publish, titles):
    for number in range(12):
        publish(f"Vigil {number}")
    assert len(titles("vigil")) == 10
    assert len(titles("vigil", page="2")) == 2
    assert titles("vigil", page="99") == titles("vigil", page="2")
    assert titles("vigil", page="x") == titles("vigil")


def test_changed_words_replace_the_old(publish, titles):
    page = publish("Before")
    page.title = "After"
    page.save_revision().publish()
    assert titles("before") == []
    assert titles("after") == ["After"]


def test_rebuild_makes_the_index_anew(publish, titles, capsys):
    publish("Vigil")
    IndexEntry.objects.all().delete()
    call_command("rebuild_search")
    assert titles("vigil") == ["Vigil"]
    assert "can be found" in capsys.readouterr().out


def test_eraser_takes_pages_out_and_counts_them(publish, titles):
    page = publish("Vigil")
    assert dict(erasers.items())["search"]([page.pk]) == 1
    assert titles("vigil") == []


@pytest.mark.parametrize("size", [5, 60])
def test_queries_do_not_grow_with_the_pages(client, publish, django_assert_max_num_queries, size):
    for number in range(size):
        publish(f"Vigil {number}")
    client.get("/en/search/?q=warm")
    with django_assert_max_num_queries(15):
        client.get("/en/search/?q=vigil")
