"""Sending for translation: what is chosen and counted, who may, how it becomes a job; bringing up to date; search afterwards."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail_localize.models import Translation

from home.accounts.roles import sync_roles
from home.background.indexing import index
from home.factories import ContentPageFactory, ImageFactory, TopicFactory, UserFactory, home_page
from home.models import ContentPage, RetiredLanguage, TranslationJob
from home.tests.test_following import publish
from home.tests.test_translation import live_translation, locale
from home.tests.working import run_everything
from home.translation.sending import buttons, starting
from home.translation.sending.selection import below
from home.translation.sending.starting import send
from home.translation.submit import translate

pytestmark = pytest.mark.django_db


def member(client, role):
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


@pytest.fixture
def section():
    """A section with two pages below it, one of them a draft; the site has Korean and French."""
    locale("ko")
    locale("fr")
    page = ContentPageFactory(slug="section", title="Section")
    ContentPageFactory(parent=page, slug="first", title="First")
    ContentPageFactory(parent=page, slug="second", title="Second", live=False)
    return ContentPage.objects.get(pk=page.pk)


def address(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def in_language(code):
    return set(ContentPage.objects.filter(locale=locale(code)).values_list("slug", flat=True))


def test_the_form_counts_what_is_new_and_what_is_there(client, section):
    member(client, "Editors")
    translate(section, locale("ko"))
    html = client.get(address(section)).content.decode()
    assert "there already: its draft is brought up to date" in html
    assert "2 new , 1 there already" in " ".join(html.split()) or "2 new, 1 there already" in html
    assert "3 new" in html
    assert "2 pages stand below it." in html
    assert "1 of them isn't published" in html.replace("&#x27;", "'")


def test_a_few_are_sent_at_once_and_the_page_of_the_job_says_so(client, section):
    user = member(client, "Editors")
    response = client.post(address(section), {"locales": [locale("ko").pk], "include_subtree": "on"})
    job = TranslationJob.objects.get()
    assert response.url == reverse("translation_job", args=[job.pk])
    assert (job.state, job.made_by) == ("done", user)
    assert in_language("ko") == {"section", "first", "second"} and not in_language("fr")
    assert not ContentPage.objects.filter(locale=locale("ko"), live=True).exists()
    html = client.get(response.url).content.decode()
    assert "Done: 3 of 3 (100 %)" in html and "Second" in html


def test_many_are_left_to_the_worker(client, section, monkeypatch):
    monkeypatch.setattr(starting, "SMALL", 2)
    member(client, "Editors")
    client.post(address(section), {"everywhere": "on", "include_subtree": "on"})
    assert not in_language("ko")
    assert TranslationJob.objects.get().items.count() == 6
    run_everything()
    assert in_language("ko") == in_language("fr") == {"section", "first", "second"}


def test_parents_come_before_what_stands_below_them(section):
    pages = list(
        Page.objects.filter(
            pk__in=[section.pk, *section.get_children().values_list("pk", flat=True)]
        ).order_by("-path")
    )
    job = send(pages, [locale("ko"), locale("fr")], None)
    assert list(job.items.values_list("name", flat=True)) == ["Section"] * 2 + ["First"] * 2 + ["Second"] * 2


def test_a_page_alone_leaves_what_is_below_it(client, section):
    member(client, "Editors")
    client.post(address(section), {"locales": [locale("ko").pk]})
    assert in_language("ko") == {"section"}


def test_without_a_language_the_form_says_so_and_keeps_what_was_ticked(client, section):
    member(client, "Editors")
    html = client.post(address(section), {"include_subtree": "on"}).content.decode()
    assert "Choose at least one language." in html
    assert 'name="include_subtree" id="id_include_subtree" checked' in html or "checked" in html
    assert not TranslationJob.objects.exists()


def test_a_language_that_is_retired_is_not_offered_nor_taken(client, section):
    member(client, "Editors")
    RetiredLanguage.objects.create(locale=locale("fr"))
    html = client.get(address(section)).content.decode()
    ticks = [f'value="{locale(code).pk}"' in html for code in ("ko", "fr")]
    assert ticks == [True, False]
    response = client.post(address(section), {"locales": [locale("fr").pk]})
    assert response.status_code == 200 and not TranslationJob.objects.exists()
    client.post(address(section), {"everywhere": "on"})
    assert in_language("ko") == {"section"} and not in_language("fr")


def test_a_language_retired_meanwhile_is_said_beside_each_thing(section, monkeypatch):
    monkeypatch.setattr(starting, "SMALL", 0)
    job = send([section], [locale("fr")], None)
    RetiredLanguage.objects.create(locale=locale("fr"))
    run_everything()
    assert "no longer has this language" in job.items.get().result["reason"]


def test_what_was_deleted_meanwhile_fails_alone(section, monkeypatch):
    monkeypatch.setattr(starting, "SMALL", 0)
    first = section.get_children().get(slug="first")
    job = send([section, first], [locale("ko")], None)
    Page.objects.get(pk=first.pk).delete()
    run_everything()
    assert list(job.items.values_list("state", flat=True)) == ["done", "failed"]
    assert "deleted" in job.items.get(state="failed").result["reason"]


def test_sending_a_translation_sends_its_original(client, section):
    member(client, "Editors")
    korean = translate(section, locale("ko")).get_target_instance()
    client.post(address(korean), {"locales": [locale("fr").pk]})
    assert Translation.objects.get(target_locale=locale("fr"), source__object_id=section.translation_key)
    assert Translation.objects.filter(source__locale=locale("ko")).count() == 0


def test_translations_below_a_page_are_not_sent_as_originals(section):
    korean = live_translation(section, "ko")[1]
    ContentPageFactory(parent=korean, slug="own", title="Own")
    editor = UserFactory(is_superuser=True)
    assert [page.slug for page in below(korean, editor)] == ["own"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Editors", True),
        ("Owners", True),
        ("Translators: ko", False),
        ("Reviewers: ko", False),
        ("Moderators", False),
    ],
)
def test_only_who_sends_may(client, section, role, may):
    topic = TopicFactory(title="Prayer")
    source = translate(topic, locale("fr")).source
    member(client, role)
    snippet = reverse("wagtail_localize:submit_snippet_translation", args=["home", "topic", topic.pk])
    refresh = reverse("wagtail_localize:update_translations", args=[source.pk])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "send_for_translation"])
    missing = reverse("translation_send_all", args=["missing", "ko"])
    for url in (address(section), snippet, refresh, f"{many}?id={section.pk}", missing):
        assert (client.get(url).status_code == 200) is may, url
    for url in (address(section), snippet, f"{many}?id={section.pk}"):
        sent = client.post(url, {"locales": [locale("ko").pk]})
        assert sent.status_code == 302
        assert ("/translation/jobs/" in sent.url) is may
    for url in (refresh, missing):
        assert ("/translation/jobs/" in client.post(url).url) is may
    assert TranslationJob.objects.exists() is may


def test_who_may_not_change_a_page_does_not_send_it(client, section):
    user = member(client, "Editors")
    GroupPagePermission.objects.filter(group__in=user.groups.all()).delete()
    assert client.get(address(section)).status_code == 302
    client.post(address(section), {"locales": [locale("ko").pk]})
    assert not TranslationJob.objects.exists() and not in_language("ko")


def test_a_snippet_is_sent(client):
    locale("ko")
    topic = TopicFactory(title="Prayer")
    member(client, "Editors")
    client.post(
        reverse("wagtail_localize:submit_snippet_translation", args=["home", "topic", topic.pk]),
        {"locales": [locale("ko").pk]},
    )
    assert type(topic).objects.get(locale=locale("ko")).translation_key == topic.translation_key


def test_pages_ticked_in_a_listing_are_sent_together(client, section):
    member(client, "Editors")
    first, second = section.get_children().order_by("path")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "send_for_translation"])
    url += f"?id={first.pk}&id={second.pk}"
    html = client.get(url).content.decode()
    assert "2 originals are sent" in html and "First" in html and "1 of them" in html
    response = client.post(url, {"locales": [locale("ko").pk]})
    assert response.url == reverse("translation_job", args=[TranslationJob.objects.get().pk])
    assert in_language("ko") == {"section", "first", "second"}  # a parent that was missing is made


def test_everything_missing_in_a_language_is_sent_from_the_matrix(client, section):
    member(client, "Editors")
    translate(section, locale("ko"))
    topic = TopicFactory(title="Prayer")
    html = client.get(reverse("translation_matrix"), {"language": "ko"}).content.decode()
    url = reverse("translation_send_all", args=["missing", "ko"])
    assert url in html
    assert "3 things are missing" in client.get(url).content.decode()
    client.post(url)
    run_everything()
    assert in_language("ko") == {"section", "first", "second"}
    assert type(topic).objects.filter(locale=locale("ko")).exists()
    assert "There is nothing to do." in client.get(url).content.decode()
    assert client.get(reverse("translation_send_all", args=["missing", "xx"])).status_code == 404


def test_outdated_translations_are_brought_up_to_date_from_the_matrix(client, section):
    member(client, "Editors")
    _translation, korean = live_translation(section, "ko")
    publish(section, title="Another title")  # the worker has not followed yet
    source = Translation.objects.get(
        target_locale=locale("ko"), source__object_id=section.translation_key
    ).source
    source.update_from_db()
    url = reverse("translation_send_all", args=["outdated", "ko"])
    assert "1 translation into Korean is outdated" in client.get(url).content.decode()
    client.post(url)
    assert TranslationJob.objects.get().items.get().state == "done"
    korean = ContentPage.objects.get(pk=korean.pk)
    assert korean.title == "ko: Section"
    assert korean.get_latest_revision_as_object().title == "Another title"


def test_bringing_up_to_date_publishes_what_needs_no_words(client, section):
    member(client, "Editors")
    translation, korean = live_translation(section, "ko")
    publish(section, show_in_menus=True)
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert "Korean" in client.get(url).content.decode()
    client.post(url)
    assert ContentPage.objects.get(pk=korean.pk).show_in_menus


def test_what_is_up_to_date_already_is_told_as_such(section):
    send([section], [locale("ko")], None)
    job = send([section], [locale("ko")], None)
    assert job.items.get().state == "unchanged"
    assert ContentPage.objects.get(locale=locale("ko")).revisions.count() == 1


# --- What was sent is found


def test_search_and_references_know_what_a_job_has_made(section):
    image = ImageFactory()
    publish(section, title="Lanterns", social_image=image, social_image_alt="A square")
    send([section], [locale("ko")], None)
    backend = get_search_backend()
    korean = ContentPage.objects.get(locale=locale("ko"))
    assert korean not in list(backend.search("Lanterns", ContentPage))
    run_everything()
    assert korean in list(backend.search("Lanterns", ContentPage))
    found = Page.objects.filter(locale=locale("ko")).autocomplete("Lanter")
    assert [page.pk for page in found] == [korean.pk]
    users = {(str(each.object_id), each.model_path) for each in ReferenceIndex.get_references_to(image)}
    assert (str(korean.pk), "social_image") in users


def test_an_index_made_in_one_go_is_the_one_that_wagtail_makes(section):
    image = ImageFactory()
    page = publish(section, social_image=image, social_image_alt="A square")
    run_everything()

    def references():
        rows = ReferenceIndex.objects.filter(object_id=str(page.pk)).order_by("pk")
        return set(rows.values_list("content_type", "to_content_type", "to_object_id", "content_path_hash"))

    wagtails = references()
    assert wagtails
    ReferenceIndex.objects.all().delete()
    index.call([["home", "contentpage", str(page.pk)]])
    assert references() == wagtails
    ContentPage.objects.filter(pk=page.pk).update(social_image=None)
    index.call([["home", "contentpage", str(page.pk)]])
    assert not ReferenceIndex.get_references_to(image).exists()


def test_sending_costs_few_queries_however_many_languages(section, django_assert_max_num_queries):
    home = home_page("en")
    codes = ["ko", "fr", "ja", "ar", "es", "de"]
    for code in codes:
        translate(home, locale(code))
    with django_assert_max_num_queries(90 + 45):
        send([section], [locale("ko")], None)
    others = [locale(code) for code in codes[1:]]
    with django_assert_max_num_queries(90 + 45 * len(others)):
        send([section], others, None)


def test_the_button_beside_a_page_leads_to_sending_and_asks_nothing(
    client, section, django_assert_num_queries
):
    listed = reverse("wagtailadmin_explore", args=[home_page("en").pk])
    user = member(client, "Editors")
    assert f'href="{address(section)}"' in client.get(listed).content.decode()
    user = type(user).objects.get(pk=user.pk)
    assert user.has_perm("wagtail_localize.submit_translation")
    with django_assert_num_queries(0):
        assert len(list(buttons.for_page(section, user))) == 1


def test_who_does_not_send_has_no_button_for_it(client, section):
    member(client, "Moderators")
    listed = reverse("wagtailadmin_explore", args=[home_page("en").pk])
    assert f'href="{address(section)}"' not in client.get(listed).content.decode()
