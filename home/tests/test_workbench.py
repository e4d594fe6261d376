"""The workbench: what a translator sees, and that nothing typed there is lost or written over unseen."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)

from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, ImageFactory, OrganisationFactory, UserFactory, home_page
from home.models import MachineDraft, PassageComment
from home.translation.submit import fill, translate
from home.translation.workbench.texts import token

pytestmark = pytest.mark.django_db

BODY = [
    {
        "type": "paragraph",
        "id": "11111111-1111-4111-8111-111111111111",
        "value": '<p>Read <a href="https://example.org/x">the <b>law</b></a>.</p>',
    },
    {
        "type": "heading",
        "id": "22222222-2222-4222-8222-222222222222",
        "value": {"text": "What it says", "level": "2"},
    },
    {"type": "paragraph", "id": "33333333-3333-4333-8333-333333333333", "value": "<p>What it says</p>"},
]


def locale(code):
    return Locale.objects.get_or_create(language_code=code)[0]


def member(client, role, **extra):
    user = UserFactory(**extra)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


@pytest.fixture
def work(db):
    """A page with a body, sent into Korean and Arabic."""
    for code in ("ko", "ar"):
        translate(home_page("en"), locale(code))
    page = ContentPageFactory(parent=home_page("en"), slug="about", title="About", summary="Why we do it.")
    page.body = BODY
    page.save_revision().publish()
    sync_roles()
    translate(page, locale("ar"))
    return translate(page, locale("ko"))


@pytest.fixture
def translator(client, work):
    return member(client, "Translators: ko", name="Jiwoo")


def refused(answer):
    """Wagtail leads whoever may not do something to the dashboard, which says so."""
    return answer.status_code == 302 and answer.url == reverse("wagtailadmin_home")


def at(work, text):
    return StringSegment.objects.select_related("string").get(source=work.source, string__data__contains=text)


def stored(work, segment):
    row = StringTranslation.objects.filter(
        translation_of=segment.string, context_id=segment.context_id, locale=work.target_locale
    ).first()
    return row.data if row else None


def address(work):
    return reverse("translation_workbench", args=[work.pk])


def post(client, work, segment, words, seen="", **extra):
    data = {"context": segment.context_id, "text": segment.string_id, "words": words, "seen": seen}
    headers = extra.pop("headers", {})
    return client.post(reverse("translation_save", args=[work.pk]), {**data, **extra}, headers=headers)


JSON = {"Accept": "application/json"}


# --- What one sees


def test_source_and_target_stand_side_by_side_in_their_languages(client, work, translator):
    html = client.get(address(work)).content.decode()
    assert "Why we do it." in html
    assert 'lang="en"' in html and 'lang="ko"' in html


def test_arabic_is_written_from_right_to_left(client, work):
    member(client, "Translators: ar")
    arabic = Translation.objects.get(target_locale__language_code="ar", source=work.source)
    html = client.get(address(arabic)).content.decode()
    assert 'lang="ar"\n                dir="rtl"' in html


def test_passage_says_where_it_stands(client, work, translator):
    html = client.get(address(work)).content.decode()
    assert "Paragraph" in html and "Summary" in html


def test_tags_of_the_source_are_shown_as_one_types_them(client, work, translator):
    html = client.get(address(work)).content.decode()
    assert "&lt;a id=&quot;a1&quot;&gt;" in html


def test_the_number_of_queries_does_not_grow_with_the_passages(
    client, work, translator, django_assert_max_num_queries
):
    client.get(address(work))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address(work))
    page = work.source.get_source_instance()
    page.body = [
        *BODY,
        *(
            {
                "type": "paragraph",
                "id": f"44444444-4444-4444-8444-4444444444{n:02}",
                "value": f"<p>Sentence {n}.</p>",
            }
            for n in range(30)
        ),
    ]
    page.save_revision().publish()
    work = translate(page, locale("ko"))
    with django_assert_max_num_queries(len(few)):
        assert "Sentence 29." in client.get(address(work)).content.decode()


def test_filter_shows_only_what_is_to_do(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "우리가 하는 까닭.")
    html = client.get(address(work) + "?show=todo").content.decode()
    assert "Why we do it." not in html and "About" in html


def test_search_finds_words_of_either_language(client, work, translator):
    post(client, work, at(work, "Why we do it"), "우리가 하는 까닭.")
    for words in ("까닭", "WHY"):
        html = client.get(address(work), {"q": words}).content.decode()
        assert "Why we do it." in html and "Read" not in html


# --- Saving


def test_a_saved_passage_is_the_translators(client, work, translator):
    segment = at(work, "Why we do it")
    answer = post(client, work, segment, "우리가 하는 까닭.")
    assert answer.status_code == 302 and answer.url.endswith(f"#p{segment.pk}")
    row = StringTranslation.objects.get(translation_of=segment.string, locale=work.target_locale)
    assert (row.data, row.last_translated_by, row.has_error) == ("우리가 하는 까닭.", translator, False)


def test_empty_words_take_the_translation_away(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "우리가")
    post(client, work, segment, "  ", seen=token("우리가"))
    assert stored(work, segment) is None


def test_two_people_never_overwrite_each_other_unseen(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "첫째")
    other = member(client, "Translators: ko", name="Minho")
    assert other != translator
    answer = post(client, work, segment, "둘째", seen="")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "첫째" in html and "둘째" in html and "Jiwoo" in html
    assert stored(work, segment) == "첫째"


def test_who_has_seen_the_other_words_may_replace_them(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "첫째")
    post(client, work, segment, "둘째", seen=token("첫째"))
    assert stored(work, segment) == "둘째"


def test_scripts_are_told_of_a_conflict(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "첫째")
    answer = post(client, work, segment, "둘째", headers=JSON)
    assert answer.status_code == 409
    assert "첫째" in answer.json()["passages"][str(segment.pk)]


def test_scripts_get_what_others_have_written_since(client, work, translator):
    theirs, mine = at(work, "About"), at(work, "Why we do it")
    stand = f"{theirs.pk}: {mine.pk}:"
    post(client, work, theirs, "소개")
    answer = post(client, work, mine, "까닭", stand=stand, headers=JSON).json()
    assert set(answer["passages"]) == {str(theirs.pk), str(mine.pk)}
    assert "소개" in answer["passages"][str(theirs.pk)]
    answer = post(
        client,
        work,
        mine,
        "까닭",
        seen=token("까닭"),
        stand=f"{theirs.pk}:{token('소개')}",
        headers=JSON,
    )
    assert set(answer.json()["passages"]) == {str(mine.pk)}


def test_scripts_get_the_passage_anew_and_how_far_it_is(client, work, translator):
    segment = at(work, "Why we do it")
    answer = post(client, work, segment, "까닭", headers=JSON).json()
    assert "까닭" in answer["passages"][str(segment.pk)]
    assert answer["summary"]["percent"] > 0
    assert answer["filters"]["todo"] == StringSegment.objects.filter(source=work.source).count() - 1


@pytest.mark.parametrize(
    "words", ["법을 읽으세요.", '<a id="a1">법을', '<a id="a2">the <b>law</b></a>', "<b>법</b>을 읽으세요"]
)
def test_broken_or_missing_links_and_tags_are_kept_but_count_as_untranslated(client, work, translator, words):
    segment = at(work, "Read")
    post(client, work, segment, words)
    row = StringTranslation.objects.get(translation_of=segment.string, locale=work.target_locale)
    assert row.has_error
    assert "Must be mended" in client.get(address(work)).content.decode()
    assert work.get_progress()[1] == 0


def test_impossible_tags_are_refused_and_the_words_stand_there_still(client, work, translator):
    segment = at(work, "Read")
    answer = post(client, work, segment, "<script>alert(1)</script> 법")
    assert answer.status_code == 422
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 법" in answer.content.decode()
    assert stored(work, segment) is None


def test_signs_that_are_no_tags_may_be_typed(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "R&D, 2 < 3 > 2")
    html = client.get(address(work)).content.decode()
    assert "R&amp;D, 2 &lt; 3 &gt; 2" in html
    assert stored(work, segment).startswith("R&amp;D")


def test_a_title_longer_than_its_field_must_be_shortened(client, work, translator):
    segment = at(work, "About")
    post(client, work, segment, "긴" * 300)
    assert "45 characters too long" in client.get(address(work)).content.decode()
    assert StringTranslation.objects.get(translation_of=segment.string, locale=work.target_locale).has_error


def test_lists_show_a_draft_by_its_translated_title_as_one_reads_it(client, work, translator):
    post(client, work, at(work, "About"), "R&D 소개")
    assert work.get_target_instance().draft_title == "R&D 소개"


def test_the_same_text_elsewhere_on_the_page_is_filled_when_asked(client, work, translator):
    first, second = StringSegment.objects.filter(source=work.source, string__data="What it says").order_by(
        "order"
    )
    answer = post(client, work, first, "무엇을 말하나", everywhere="on", headers=JSON).json()
    assert set(answer["passages"]) == {str(first.pk), str(second.pk)}
    assert stored(work, second) == "무엇을 말하나"


def test_the_same_text_elsewhere_is_left_alone_otherwise(client, work, translator):
    first, second = StringSegment.objects.filter(source=work.source, string__data="What it says").order_by(
        "order"
    )
    post(client, work, first, "무엇을 말하나")
    assert stored(work, second) is None


def test_words_for_a_sentence_that_changed_meanwhile_become_its_starting_point(client, work, translator):
    old = at(work, "Why we do it")
    page = work.source.get_source_instance()
    page.summary = "Why we do it now."
    page.save_revision().publish()
    translate(page, locale("ko"))
    answer = post(client, work, old, "우리가 하는 까닭.", headers=JSON).json()
    assert answer["gone"]
    html = client.get(address(work)).content.decode()
    assert "우리가 하는 까닭." in html and "<ins>" in html


def test_nobody_writes_into_another_thing_through_this_one(client, work, translator):
    other = ContentPageFactory(parent=home_page("en"), slug="other", title="Other", summary="Else.")
    segment = at(translate(other, locale("ko")), "Else.")
    assert post(client, work, segment, "다른").status_code == 404


@pytest.mark.parametrize("values", [{"context": "x"}, {"text": ""}, {"context": "99999999"}])
def test_an_address_made_up_by_hand_writes_nothing(client, work, translator, values):
    segment = at(work, "Why we do it")
    data = {"context": segment.context_id, "text": segment.string_id, "words": "x", "seen": "", **values}
    assert client.post(reverse("translation_save", args=[work.pk]), data).status_code == 404


def test_save_and_go_on_leads_to_the_next_that_is_to_be_done(client, work, translator):
    segments = list(StringSegment.objects.filter(source=work.source).order_by("order", "pk"))
    answer = post(client, work, segments[0], "하나", next="")
    assert answer.url.endswith(f"#p{segments[1].pk}")


def test_what_a_machine_drafted_is_marked_until_somebody_saves_it(client, work, translator):
    segment = at(work, "Why we do it")
    MachineDraft.objects.create(
        text=segment.string,
        context_id=segment.context_id,
        locale=work.target_locale,
        data="기계",
        tool="deepl",
    )
    html = client.get(address(work)).content.decode()
    assert "기계" in html and "Drafted by a machine" in html
    post(client, work, segment, "기계")
    assert not MachineDraft.objects.exists()
    assert stored(work, segment) == "기계"


# --- Who may


@pytest.mark.parametrize("name", ["translation_workbench", "translation_preview"])
def test_a_translator_of_another_language_is_shown_nothing(client, work, name):
    member(client, "Translators: ar")
    assert refused(client.get(reverse(name, args=[work.pk])))


def test_a_translator_of_another_language_writes_nothing(client, work):
    member(client, "Translators: ar")
    segment = at(work, "Why we do it")
    assert refused(post(client, work, segment, "x"))
    assert stored(work, segment) is None


def test_while_it_is_in_review_its_translator_only_reads(client, work, translator):
    fill(work, lambda path, text: text)
    client.post(reverse("translation_act", args=[work.pk]), {"action": "submit"})
    segment = at(work, "Why we do it")
    assert refused(post(client, work, segment, "x", seen=token("Why we do it.")))
    assert stored(work, segment) == "Why we do it."
    assert "readonly" in client.get(address(work)).content.decode()


# --- Comments, choices, replacing


def test_a_comment_is_said_and_settled(client, work, translator):
    segment = at(work, "Why we do it")
    client.post(reverse("translation_comment", args=[work.pk, segment.pk]), {"comment": "What is “it”?"})
    assert "What is “it”?" in client.get(address(work) + "?show=comments").content.decode()
    said = PassageComment.objects.get()
    client.post(reverse("translation_settle", args=[work.pk, said.pk]), {"settled": "yes"})
    assert "What is “it”?" not in client.get(address(work) + "?show=comments").content.decode()


def test_a_comment_of_another_language_cannot_be_settled(client, work, translator):
    segment = at(work, "Why we do it")
    said = PassageComment.objects.create(context_id=segment.context_id, locale=locale("ar"), words="?")
    assert (
        client.post(reverse("translation_settle", args=[work.pk, said.pk]), {"settled": "yes"}).status_code
        == 404
    )


def test_a_link_may_lead_elsewhere_in_a_language(client, work, translator):
    segment = OverridableSegment.objects.get(source=work.source)
    url = reverse("translation_choose", args=[work.pk, segment.pk])
    client.post(url, {f"{segment.pk}-value": "https://example.org/ko"})
    assert SegmentOverride.objects.get().data == "https://example.org/ko"
    client.post(url, {"share": "yes"})
    assert not SegmentOverride.objects.exists()


def test_a_link_is_never_a_script(client, work, translator):
    segment = OverridableSegment.objects.get(source=work.source)
    url = reverse("translation_choose", args=[work.pk, segment.pk])
    answer = client.post(url, {f"{segment.pk}-value": "javascript:alert(1)"}, follow=True)
    assert not SegmentOverride.objects.exists()
    assert "An address begins with https://" in answer.content.decode()


@pytest.fixture
def pictured(work):
    """The translation of a page with a picture in it."""
    page = ContentPageFactory(parent=home_page("en"), slug="pictured", title="Pictured", summary="Seen.")
    page.body = [
        {"type": "picture", "value": {"image": ImageFactory().pk, "alt": "A river.", "decorative": False}}
    ]
    page.save_revision().publish()
    return translate(page, locale("ko"))


def pick(client, work, picture):
    segment = next(
        each for each in OverridableSegment.objects.filter(source=work.source) if each.data != picture.pk
    )
    url = reverse("translation_choose", args=[work.pk, segment.pk])
    return client.post(url, {f"{segment.pk}-value": picture.pk})


def test_who_may_choose_pictures_gives_a_language_one_of_its_own(client, pictured):
    member(client, "Editors")
    picture = ImageFactory()
    pick(client, pictured, picture)
    assert SegmentOverride.objects.get().data == picture.pk
    assert f"/admin/images/{picture.pk}/" in client.get(address(pictured)).content.decode()


def test_who_may_not_choose_pictures_puts_none_on_a_page(client, pictured):
    member(client, "Translators: ko")
    assert refused(pick(client, pictured, ImageFactory()))
    assert not SegmentOverride.objects.exists()


def test_replacing_is_shown_first_and_spares_tags_and_what_has_no_tick(client, work, translator):
    fill(work, lambda path, text: text.replace("law", "law a1").replace("What", "law"))
    url = reverse("translation_replace", args=[work.pk])
    shown = client.post(url, {"old": "law", "new": "rule"})
    assert shown.content.decode().count('name="passage"') == 3
    assert "law" in stored(work, at(work, "Read"))
    segment = at(work, "Read")
    tick = f"{segment.pk}-{token(stored(work, segment))}"
    client.post(url, {"old": "law", "new": "rule", "do": "yes", "passage": [tick]})
    assert stored(work, segment) == 'Read <a id="a1">the <b>rule a1</b></a>.'
    assert StringTranslation.objects.filter(locale=work.target_locale, data__contains="law").count() == 2


def test_replacing_spares_what_somebody_changed_meanwhile(client, work, translator):
    segment = at(work, "Why we do it")
    post(client, work, segment, "old words")
    tick = f"{segment.pk}-{token('other words')}"
    url = reverse("translation_replace", args=[work.pk])
    answer = client.post(url, {"old": "old", "new": "new", "do": "yes", "passage": [tick]}, follow=True)
    assert stored(work, segment) == "old words"
    assert "left alone" in answer.content.decode()


# --- What becomes of it


def test_preview_shows_what_is_saved_and_writes_nothing(client, work, translator):
    post(client, work, at(work, "Why we do it"), "우리가 하는 까닭.")
    before = work.get_target_instance().latest_revision_id
    answer = client.get(reverse("translation_preview", args=[work.pk]))
    assert "우리가 하는 까닭." in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN" and "no-store" in answer["Cache-Control"]
    assert work.get_target_instance().latest_revision_id == before


def test_preview_says_how_long_it_is_with_its_marks(client, work, translator):
    answer = client.get(reverse("translation_preview", args=[work.pk]))
    assert int(answer["Content-Length"]) == len(answer.content)


def test_preview_marks_what_is_still_in_the_originals_language(client, work, translator):
    html = client.get(reverse("translation_preview", args=[work.pk])).content.decode()
    assert re.search(r'lang="en"[^>]*>\s*Why we do it\.', html)


def test_an_incomplete_translation_is_not_offered_for_review(client, work, translator):
    assert "Submit for review" not in client.get(address(work)).content.decode()
    answer = client.post(reverse("translation_act", args=[work.pk]), {"action": "submit"}, follow=True)
    assert "translated yet" in answer.content.decode()


def test_from_submitting_to_readers(client, work, translator):
    home = Translation.objects.get(
        source__object_id=home_page("en").translation_key, target_locale=work.target_locale
    )
    fill(home, lambda path, text: f"ko {text}")
    home.save_target(publish=True)
    fill(work, lambda path, text: f"{text} 끝")
    assert "Submit for review" in client.get(address(work)).content.decode()
    client.post(reverse("translation_act", args=[work.pk]), {"action": "submit"})
    reviewer = member(client, "Reviewers: ko")
    assert "Approve and publish" in client.get(address(work)).content.decode()
    client.post(reverse("translation_act", args=[work.pk]), {"action": "approve"})
    target = work.get_target_instance()
    assert target.live and target.title == "About 끝"
    assert reviewer.pk == target.latest_revision.user_id or target.live_revision_id


def test_a_translator_publishes_nothing(client, work, translator):
    fill(work, lambda path, text: f"{text} 끝")
    for action in ("publish", "approve", "partial"):
        assert refused(client.post(reverse("translation_act", args=[work.pk]), {"action": action}))
    assert not work.get_target_instance().live


def test_sent_back_with_a_reason(client, work, translator):
    fill(work, lambda path, text: f"{text} 끝")
    client.post(reverse("translation_act", args=[work.pk]), {"action": "submit"})
    member(client, "Reviewers: ko")
    url = reverse("translation_act", args=[work.pk])
    client.post(url, {"action": "send-back", "comment": " "})
    assert work.get_target_instance().workflow_in_progress
    client.post(url, {"action": "send-back", "comment": "The title is too long."})
    assert not work.get_target_instance().workflow_in_progress


def test_a_snippet_is_translated_in_the_same_place(client, work):
    member(client, "Translators: ko")
    organisation = OrganisationFactory(locale=locale("en"))
    snippet = translate(organisation, locale("ko"))
    segment = StringSegment.objects.filter(source=snippet.source).first()
    assert client.get(address(snippet)).status_code == 200
    post(client, snippet, segment, "단체")
    assert stored(snippet, segment) == "단체"
