"""What translation keeps of a page can be forgotten, in every language, and nothing of others goes with it."""

import json

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    TranslationContext,
)

from home.models import (
    ChangedText,
    ContentPage,
    MachineDraft,
    PassageComment,
    Release,
    ReleaseItem,
    TranslationDecision,
    TranslationJob,
    TranslationJobItem,
)
from home.registries import erasers
from home.tests.test_translation import content, home, live_translation, locale
from home.translation.memory import index, matches
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db
SENTINEL = "zqxj"
SHARED = "What others say, too."


def erase(*pages):
    return dict(erasers.items())["translations"]([page.pk for page in pages])


def tables_with(word):
    """Labels of the models in whose rows a word stands: the whole database."""
    found = set()
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        for row in model._base_manager.values():
            if word in json.dumps(row, cls=DjangoJSONEncoder, default=str, ensure_ascii=False).casefold():
                found.add(model._meta.label)
                break
    return found


@pytest.fixture
def family():
    """A page with a summary of sentinels in English and Korean, changed once, with all that people add to it."""
    top = home()
    live_translation(top, "ko")
    page = content(top, "Deliver", "deliver", summary=f"First {SENTINEL} wording of it.", body=body(SHARED))
    other = content(top, "Other", "other", body=body(SHARED))
    for each in (page, other):
        korean = translate(each, locale("ko"))
        fill(korean, lambda path, text: f"{SENTINEL} 번역" if SENTINEL in text else f"ko: {text}")
        korean.save_target(publish=True)
    french = translate(page, locale("fr"))
    page.summary = f"Second {SENTINEL} wording of it."
    page.save_revision().publish()
    for translation in (translate(page, locale("ko")), french):
        translation.save_target(publish=False)
    add_work(page)
    return page, other


def body(text):
    return json.dumps(
        [{"type": "paragraph", "id": "11111111-1111-4111-8111-111111111111", "value": f"<p>{text}</p>"}]
    )


def add_work(page):
    korean = locale("ko")
    segment = StringSegment.objects.get(string__data__startswith="Second")
    place = {"context": segment.context, "locale": korean}
    MachineDraft.objects.create(text=segment.string, data=f"{SENTINEL} draft", tool="OpenCC", **place)
    PassageComment.objects.create(words=f"Is {SENTINEL} right?", **place)
    SegmentOverride.objects.create(data_json=json.dumps(f"https://example.org/{SENTINEL}"), **place)
    TranslationDecision.objects.create(translation_key=page.translation_key, locale=korean, decision="urgent")
    job = TranslationJob.objects.create(kind="import", label=f"Files of {SENTINEL}")
    TranslationJobItem.objects.create(
        job=job,
        position=0,
        name=SENTINEL,
        translation_key=page.translation_key,
        data={"po": SENTINEL},
        result={"reason": SENTINEL},
    )
    release = Release.objects.create(name="The Day", refusals=[f"{SENTINEL} isn't ready."])
    ReleaseItem.objects.create(
        release=release, content_type=ContentType.objects.get_for_model(ContentPage), object_id=str(page.pk)
    )


# The rows themselves, their own versions and what other erasers and Wagtail keep of them: gone when they are deleted.
OF_THE_PAGE = {
    "home.ContentPage",
    "wagtailcore.Revision",
    "search.IndexEntry",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
}


def test_nothing_of_a_page_is_left_in_any_table(family):
    page, _other = family
    assert {
        "wagtail_localize.String",
        "wagtail_localize.StringTranslation",
        "wagtail_localize.TranslationSource",
        "wagtail_localize.SegmentOverride",
        "home.MachineDraft",
        "home.PassageComment",
        "home.TranslationJob",
        "home.TranslationJobItem",
        "home.Release",
        "wagtailcore.Revision",
    } <= tables_with(SENTINEL)
    assert ChangedText.objects.exists()
    everywhere = list(ContentPage.objects.filter(translation_key=page.translation_key))
    assert len(everywhere) == 3
    assert erase(page) > 20
    assert tables_with(SENTINEL) <= OF_THE_PAGE
    for each in Page.objects.filter(pk__in=[each.pk for each in everywhere]):
        each.specific.delete()
    assert tables_with(SENTINEL) == set()
    assert not TranslationDecision.objects.exists()
    assert not ReleaseItem.objects.exists()


def test_erased_twice_there_is_nothing_left_to_erase(family):
    page, _other = family
    erase(page)
    assert erase(page) == 0


def test_what_others_say_too_stays_theirs(family):
    page, other = family
    erase(page)
    assert String.objects.filter(data=SHARED).count() == 1
    translation = StringTranslation.objects.get(translation_of__data=SHARED)
    assert translation.context.object_id == other.translation_key
    assert other.get_translation(locale("ko")).live
    assert TranslationContext.objects.filter(object=other.translation_key).exists()


def test_the_memory_forgets_with_it(family):
    page, _other = family
    english, korean = locale("en"), locale("ko")
    text = f"First {SENTINEL} wording of it."
    target = page.get_translation(korean)
    assert [each.translation for each in matches(text, english, korean)] == [f"{SENTINEL} 번역"]
    assert target.live
    erase(page)
    assert not index._kept
    assert matches(text, english, korean) == []


def test_a_page_that_was_never_translated_has_nothing_to_forget(family):
    page = content(family[0].get_parent().specific, "Alone", "alone")
    assert erase(page) == 0
