"""A reviewer may publish an incomplete translation on purpose: what is untranslated is marked, and nothing else slips through."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import PageLogEntry

from home.accounts.roles import sync_roles
from home.models import ContentPage, Topic
from home.tests.test_coverage import member
from home.tests.test_following import publish, work  # noqa: F401  a fixture
from home.tests.test_translation import content, home, live_translation, locale
from home.translation import partial
from home.translation.marks import mark
from home.translation.showing import language_of_text
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db
DONE = ("title", "body.heading.text")


def block(kind, value, name=""):
    return {"type": kind, "id": name or kind, "value": value}


BODY = [
    block("heading", {"text": "How it is done", "level": "2"}),
    block("paragraph", "<p>The letter is <b>short</b>[a].</p><ul><li>Be friendly.</li></ul>"),
    block("quotation", {"text": "Rescue those being led away.", "source": "An old book"}),
    block(
        "footnotes",
        {"items": [{"type": "item", "id": "n", "value": {"mark": "a", "text": "<p>One page.</p>"}}]},
    ),
    block(
        "buttons",
        [
            {
                "type": "item",
                "id": "b",
                "value": {"label": "Read on", "page": None, "url": "https://example.org/"},
            }
        ],
    ),
]


@pytest.fixture
def english():
    page = content(
        home(), "Deliver", "deliver", body=json.dumps(BODY), summary="How a letter is handed over."
    )
    for code in ("ko", "ar"):
        live_translation(page.get_parent().specific, code)
    sync_roles()
    return page


def half(page, code="ko"):
    """A translation of the title alone."""
    translation = translate(page, locale(code))
    fill(translation, lambda path, text: "전달" if path == "title" else "")
    return translation


def reviewer(client, code="ko"):
    return member(client, f"Reviewers: {code}")


def row(translation):
    return ContentPage.objects.get(pk=translation.get_target_instance().pk)


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def language(soup, text):
    """(lang, dir) that the smallest element with exactly this text says, itself or by what it stands in."""
    (found,) = [
        each
        for each in soup.main.find_all(True)
        if " ".join(each.get_text().split()) == text and not each.find(True)
    ][:1]
    for each in [found, *found.parents]:
        if each.has_attr("lang"):
            return each["lang"], each.get("dir")


def test_a_reviewer_publishes_what_is_there_on_purpose(english, client):
    translation = half(english)
    left = partial.publish(translation, reviewer(client))
    page = row(translation)
    assert page.live and page.title == "전달" and len(page.untranslated) == left == 8
    assert "The letter is short[a]." in page.untranslated and "Deliver" not in page.untranslated
    assert PageLogEntry.objects.filter(page_id=page.pk, action=partial.ACTION).count() == 1


@pytest.mark.parametrize("role", ["Translators: ko", "Reviewers: ar", "Auditors"])
def test_nobody_else_does(english, client, role):
    translation = half(english)
    with pytest.raises(PermissionDenied):
        partial.publish(translation, member(client, role))
    assert not row(translation).live


def test_a_complete_translation_is_simply_published(english, client):
    translation = translate(english, locale("ko"))
    fill(translation, lambda path, text: f"ko: {text}")
    assert partial.publish(translation, reviewer(client)) == 0
    assert row(translation).live and not row(translation).is_partial
    assert not PageLogEntry.objects.filter(action=partial.ACTION).exists()


def test_it_is_refused_below_a_page_that_readers_cannot_see(english, client):
    deeper = content(english, "Deeper", "deeper")
    translation = half(deeper)
    with pytest.raises(ValidationError, match="above this one"):
        partial.publish(translation, reviewer(client))
    assert not row(translation).live


def test_a_snippet_is_never_published_in_part(english, client):
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"))
    translation = translate(topic, locale("ko"))
    with pytest.raises(ValidationError, match="Only pages"):
        partial.publish(translation, reviewer(client))
    assert not translation.get_target_instance().live


def test_nobody_else_publishes_the_same_words_by_another_way(english, client):
    page = row(half(english))
    with pytest.raises(ValidationError, match="passages of this"):
        page.get_latest_revision().publish()


def test_the_list_is_of_no_use_to_a_version_with_new_words(english, client, work):  # noqa: F811
    translation = half(english)
    partial.publish(translation, reviewer(client))
    with work():
        publish(english, summary="Something new.")
    page = row(translation)
    assert page.summary == "How a letter is handed over." and page.has_unpublished_changes
    with pytest.raises(ValidationError, match="1 passage"):
        page.get_latest_revision().publish()


def test_what_needs_no_new_words_reaches_readers_of_a_partial_translation_too(english, client, work):  # noqa: F811
    translation = half(english)
    partial.publish(translation, reviewer(client))
    with work():
        publish(english, show_in_menus=True)
    page = row(translation)
    assert page.show_in_menus and page.live and len(page.untranslated) == 8


def test_what_is_translated_since_leaves_the_list_for_good(english, client, work):  # noqa: F811
    translation = half(english)
    partial.publish(translation, reviewer(client))
    fill(translation, lambda path, text: "편지를 전하는 법" if path == "summary" else "")
    translation.save_target(publish=True)
    page = row(translation)
    assert page.summary == "편지를 전하는 법" and "How a letter is handed over." not in page.untranslated
    with work():
        publish(english, summary="How a letter is handed over, again.")
        publish(english, summary="How a letter is handed over!")
    assert row(translation).summary == "편지를 전하는 법"


def test_a_copy_of_a_partial_translation_has_no_list(english, client):
    translation = half(english)
    partial.publish(translation, reviewer(client))
    copy = row(translation).copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert copy.untranslated == [] and not copy.is_partial


@pytest.mark.parametrize(
    "text",
    [
        "How a letter is handed over.",
        "How it is done",
        "Be friendly.",
        "Rescue those being led away.",
        "An old book",
        "One page.",
        "Read on",
    ],
)
def test_readers_see_which_parts_are_in_another_language(english, client, text):
    partial.publish(half(english, "ar"), reviewer(client, "ar"))
    client.logout()
    soup = shown(client, "/ar/deliver/")
    assert language(soup, text) == ("en", "ltr")
    assert not soup.h1.has_attr("lang") and soup.html["lang"] == "ar"


def test_a_text_with_bold_words_and_a_footnote_is_marked_as_one(english, client):
    partial.publish(half(english), reviewer(client))
    paragraph = next(each for each in shown(client, "/ko/deliver/").main.find_all("p") if each.b)
    assert (paragraph["lang"], paragraph["dir"]) == ("en", "ltr")
    assert paragraph.sup.a["href"] == "#note-1"


def test_the_page_says_it_in_the_language_of_its_reader_and_leads_to_the_original(english, client):
    translation = half(english)
    partial.publish(translation, reviewer(client))
    notice = shown(client, "/ko/deliver/").find(class_="language-notice")
    assert notice.a["href"] == "/en/deliver/"
    fill(translation, lambda path, text: f"ko: {text}")
    translation.save_target(publish=True)
    assert shown(client, "/ko/deliver/").find(class_="language-notice") is None
    assert shown(client, "/en/deliver/").find(class_="language-notice") is None


def test_a_fallback_to_a_partial_translation_says_both_languages(english, client):
    """The reader's language is a third one: what surrounds the page is theirs."""
    partial.publish(half(english), reviewer(client))
    english.unpublish()
    locale("fr")
    cache.clear()
    soup = shown(client, "/fr/deliver/")
    assert soup.html["lang"] == "fr"
    assert soup.h1["lang"] == "ko"
    assert language(soup, "Be friendly.") == ("en", "ltr")


def test_an_untranslated_title_is_marked_in_menus_and_on_its_own_page(english, client):
    ContentPage.objects.filter(pk=english.pk).update(show_in_menus=True)
    translation = translate(ContentPage.objects.get(pk=english.pk), locale("ar"))
    partial.publish(translation, reviewer(client, "ar"))
    soup = shown(client, "/ar/")
    link = soup.header.find("a", string=re.compile("Deliver"))
    assert (link["lang"], link["dir"]) == ("en", "ltr")
    assert shown(client, "/ar/deliver/").h1.span["lang"] == "en"
    fill(translation, lambda path, text: f"ar: {text}")
    translation.save_target(publish=True)
    assert not shown(client, "/ar/").header.find("a", string=re.compile("Deliver")).has_attr("lang")


def test_an_untranslated_title_is_marked_in_the_trail_of_what_stands_below(english, client):
    partial.publish(translate(english, locale("ar")), reviewer(client, "ar"))
    below = content(english, "Deeper", "deeper")
    live = translate(below, locale("ar"))
    fill(live, lambda path, text: f"ar: {text}")
    live.save_target(publish=True)
    trail = shown(client, "/ar/deliver/deeper/").find(class_="breadcrumb")
    assert trail.find("a", string=re.compile("Deliver"))["lang"] == "en"


def test_structured_data_and_the_head_stay_as_they_are(english, client):
    partial.publish(half(english), reviewer(client))
    soup = shown(client, "/ko/deliver/")
    told = json.loads(soup.find("script", type="application/ld+json").string)
    assert "<span" not in json.dumps(told)
    assert soup.find("meta", attrs={"name": "description"})["content"] == "How a letter is handed over."


def test_asking_for_the_language_of_a_title_costs_one_query_until_something_changes(
    english, django_assert_num_queries
):
    assert language_of_text(english, english.title) is None
    with django_assert_num_queries(0):
        assert language_of_text(english, english.title) is None


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<h1>Hello</h1>", '<h1><span lang="en" dir="ltr">Hello</span></h1>'),
        ("<p lang='ar' dir='rtl' id=a>Hello</p>", '<p lang="en" dir="ltr" id=a>Hello</p>'),
        ("<h2>Hello <b>you</b>.</h2>", '<h2><span lang="en" dir="ltr">Hello <b>you</b>.</span></h2>'),
        ("<p>Hello <b>you</b>.</p>", '<p lang="en" dir="ltr">Hello <b>you</b>.</p>'),
        ("<div>Hello</div>", '<div><span lang="en" dir="ltr">Hello</span></div>'),
        ("<li> Hello\n</li>", '<li> <span lang="en" dir="ltr">Hello</span>\n</li>'),
        ("<td>Tom &amp; Eve</td>", '<td lang="en" dir="ltr">Tom &amp; Eve</td>'),
        ('<img alt="Hello" src="a">', '<img lang="en" alt="Hello" src="a">'),
        (
            '<div aria-label="Hello"><table><td>x</td></table></div>',
            '<div lang="en" aria-label="Hello"><table lang="ar"><td>x</td></table></div>',
        ),
        ("<a>Hello <svg><title>Hello</title></svg></a>",)
        + ('<a><span lang="en" dir="ltr">Hello</span> <svg><title>Hello</title></svg></a>',),
        ('<a title="a > Hello">x</a>', '<a title="a > Hello">x</a>'),
        ("<script>Hello</script><style>Hello</style><!-- <p>Hello</p> -->",) * 2,
        ('<p lang="fr">Hello</p>',) * 2,
        ("<p>Hello, he said.</p>",) * 2,
        ("<p>Hello", '<p lang="en" dir="ltr">Hello'),
        ("</p><b>Hello</b></div>", '</p><b lang="en" dir="ltr">Hello</b></div>'),
    ],
)
def test_marks_stand_around_whole_texts_and_nothing_else_is_changed(html, marked):
    assert mark(html, ["Hello", "Hello you.", "Tom & Eve"], "ar", "en", "ltr") == marked


def test_the_bulk_action_does_not_decide_for_a_reviewer(english, client):
    translation = half(english)
    member(client, "Owners")
    page = row(translation)
    client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}", {"": ""}
    )
    assert not row(translation).live
