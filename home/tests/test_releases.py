"""A release goes live at one moment, all of it or nothing."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from home.accounts.roles import sync_roles
from home.factories import OwnerFactory
from home.models import ContentPage, Organisation, Release, Topic
from home.registries import erasers, publish_gates
from home.releases import publishing
from home.releases.contents import add, gather
from home.releases.readiness import judge, missing, standings
from home.tests.test_coverage import member
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_translation import fill_all, home, live_translation, locale
from home.tests.working import run_everything
from home.translation import partial
from home.translation.sources import translation_into
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


def draft(parent, title, slug, **kwargs):
    page = parent.add_child(
        instance=ContentPage(title=title, slug=slug, locale=parent.locale, live=False, **kwargs)
    )
    page.save_revision()
    return page


def translated(page, code, complete=True):
    translation = translate(page, locale(code))
    if complete:
        fill_all(translation)
        translation.save_target(publish=False)
    return translation


@pytest.fixture
def root():
    page = home()
    live_translation(page, "ko")
    sync_roles()
    return page


@pytest.fixture
def day(root):
    """A page with one below it, neither of them live, in English and Korean, complete."""
    page = draft(root, "The Day", "day")
    below = draft(page, "Vigil", "vigil")
    for each in (page, below):
        translated(each, "ko")
    return page


@pytest.fixture
def owner(client):
    user = OwnerFactory()
    client.force_login(user)
    return user


@pytest.fixture
def release(day, owner):
    made = Release.objects.create(name="The Day 2027", made_by=owner)
    add(made, gather([day], translations=True, below=True), owner)
    return made


def live():
    return set(
        Page.objects.live().filter(depth__gt=2).values_list("slug", "locale__language_code").order_by("path")
    )


def everything():
    return {("day", "en"), ("vigil", "en"), ("day", "ko"), ("vigil", "ko")}


def standing(release, page):
    (found,) = [each for each in standings(release) if each.thing and each.thing.pk == page.pk]
    return judge(found, OwnerFactory())


def korean(page):
    return ContentPage.objects.get(translation_key=page.translation_key, locale=locale("ko"))


def html(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- What it holds


def test_a_whole_tree_with_its_languages_is_added_from_the_list_of_pages(client, day, owner):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_release"])
    answer = client.post(
        f"{address}?id={day.pk}", {"name": "The Day", "translations": "on", "below": "on", "release": ""}
    )
    made = Release.objects.get()
    assert answer.headers["Location"] == reverse("release_edit", args=[made.pk])
    assert (made.name, made.made_by, made.items.count()) == ("The Day", owner, 4)


def test_what_is_added_twice_is_in_it_once(client, day, release, owner):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_release"])
    client.post(f"{address}?id={day.pk}", {"release": release.pk, "translations": "on"})
    assert release.items.count() == 4


def test_the_matrix_leads_to_adding_a_page_with_all_its_translations(client, day, owner):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_release"])
    assert f'href="{address}?id={day.pk}"' in html(client, "translation_matrix")
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"))
    of_topics = reverse("wagtail_bulk_action", args=["home", "topic", "add_to_release"])
    assert f'href="{of_topics}?id={topic.pk}"' in html(client, "translation_matrix")
    assert "Add to a release" in html(client, "translation_matrix")
    member(client, "Translators: ko")
    assert "add_to_release" not in html(client, "translation_matrix")


def test_without_a_name_nothing_is_made_and_the_field_says_so(client, day, owner):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_release"])
    answer = client.post(f"{address}?id={day.pk}", {"release": "", "name": " ", "translations": "on"})
    assert "give a new one a name" in answer.content.decode()
    assert not Release.objects.exists()


def test_snippets_are_added_from_their_list(client, root, owner):
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"), live=False)
    topic.save_revision()
    address = reverse("wagtail_bulk_action", args=["home", "topic", "add_to_release"])
    client.post(f"{address}?id={topic.pk}", {"name": "Words", "translations": "on"})
    made = Release.objects.get()
    publishing.publish(made, owner)
    topic.refresh_from_db()
    assert topic.live


def test_things_are_taken_out_and_stay_as_they_are(client, day, release):
    item = release.items.get(object_id=str(day.pk))
    client.post(reverse("release_remove", args=[release.pk]), {"item": [item.pk, "x", "9" * 30]})
    assert release.items.count() == 3 and ContentPage.objects.filter(pk=day.pk).exists()


def test_what_is_to_be_forgotten_is_forgotten_by_releases_too(day, release):
    assert erasers.get("releases")([day.pk]) == 1
    assert not release.items.filter(object_id=str(day.pk)).exists()


def test_a_deleted_release_leaves_its_pages_alone(client, day, release):
    client.post(reverse("release_delete", args=[release.pk]))
    assert not Release.objects.exists() and ContentPage.objects.filter(pk=day.pk).exists()


# --- The check list


def test_what_is_ready_is_said_in_numbers_for_each_language(client, release):
    page = html(client, "release_edit", release.pk)
    assert "Check list: 4 of 4 ready" in page
    assert page.count("2 of 2 ready") == 2


def test_untranslated_passages_are_counted_with_the_way_to_them(client, day, root, owner):
    other = draft(root, "Pray", "pray", summary="For those in prison.")
    translation = translated(other, "ko", complete=False)
    made = Release.objects.create(name="Half")
    add(made, gather([other], translations=True), owner)
    page = html(client, "release_edit", made.pk)
    assert "2 of its 2 passages aren&#x27;t translated yet." in page
    assert reverse("translation_workbench", args=[translation.pk]) in page
    assert page.count("passages") == 1


def test_a_page_below_one_that_is_not_live_is_not_ready_by_itself(day, owner):
    vigil = ContentPage.objects.get(slug="vigil", locale=locale("en"))
    made = Release.objects.create(name="Vigil")
    add(made, [vigil], owner)
    assert "above it" in standing(made, vigil).reasons[0]


def test_what_is_in_review_is_not_ready(day, release, owner):
    target = korean(day)
    target.get_workflow().start(target, owner)
    assert "in review" in standing(release, target).reasons[0]


def test_what_is_locked_is_not_ready(day, release):
    Page.objects.filter(pk=day.pk).update(locked=True)
    assert "locked" in standing(release, day).reasons[0]


def test_what_has_a_schedule_of_its_own_is_not_ready(day, release):
    page = ContentPage.objects.get(pk=day.pk)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision()
    assert "time to go live" in standing(release, day).reasons[0]
    page.get_latest_revision().publish()
    assert "schedule of its own" in standing(release, day).reasons[0]


def test_what_a_gate_forbids_is_not_ready_for_its_reason(day, release, monkeypatch):
    monkeypatch.setitem(publish_gates._entries, "test", lambda page: ["Not today."])
    assert standing(release, day).reasons == ["Not today."]


def test_an_edit_after_adding_is_said_and_keeps_nothing_back(day, release):
    page = ContentPage.objects.get(pk=day.pk)
    page.title = "The Day, corrected"
    page.save_revision()
    found = standing(release, day)
    assert "edited after it was added" in found.notes[0] and found.is_ready


def test_what_is_deleted_is_said(client, day, release):
    korean(day).delete()
    assert "It was deleted meanwhile." in html(client, "release_edit", release.pk)


def test_two_releases_with_the_same_page_know_of_each_other(day, release, owner):
    other = Release.objects.create(name="Another")
    add(other, [day], owner)
    assert "“The Day 2027”" in standing(other, day).notes[0]


def test_a_language_that_lacks_a_page_is_named(root, day, release, owner):
    add(release, [draft(root, "Only English", "only-english")], owner)
    assert missing(standings(release)) == {"ko": ["Only English"]}


def test_a_partial_translation_that_a_reviewer_decided_on_is_ready(day, release, owner):
    publishing.publish(release, owner)
    target = korean(day)
    page = ContentPage.objects.get(pk=day.pk)
    page.summary = "New words."
    page.save_revision().publish()
    translation = translate(page, locale("ko"))
    partial.publish(translation, owner)
    fill(translation, lambda path, text: "더 좋은 제목" if path == "title" else "")
    translation.save_target(publish=False)
    made = Release.objects.create(name="Better")
    add(made, [target], owner)
    found = standing(made, target)
    assert found.is_ready and not found.nothing_to_do


@pytest.mark.parametrize("many", [2, 6])
def test_the_check_list_costs_the_same_however_much_it_holds(
    root, owner, many, django_assert_max_num_queries
):
    made = Release.objects.create(name="Many")
    for number in range(many):
        page = draft(root, f"Page {number}", f"page-{number}")
        translated(page, "ko")
        add(made, gather([page], translations=True), owner)
    with django_assert_max_num_queries(20):
        assert len(standings(made)) == 2 * many


# --- Publishing


def test_everything_goes_live_at_once(client, day, release):
    assert live() == set()
    page = html(client, "release_publish", release.pk)
    assert "4 things go live at once" in page
    client.post(reverse("release_publish", args=[release.pk]))
    release.refresh_from_db()
    assert (release.state, live()) == (Release.State.PUBLISHED, everything())
    assert client.get("/ko/day/vigil/").status_code == 200


def test_looking_at_the_button_publishes_nothing(client, release):
    client.get(reverse("release_publish", args=[release.pk]))
    assert live() == set()


def test_one_thing_that_is_not_ready_keeps_everything_back_and_is_named(client, day, release):
    vigil = ContentPage.objects.get(slug="vigil", locale=locale("ko"))
    StringTranslation.objects.filter(context__object_id=vigil.translation_key).delete()
    translation_into(vigil).save_target(publish=False)
    client.post(reverse("release_publish", args=[release.pk]))
    release.refresh_from_db()
    assert (release.state, live()) == (Release.State.REFUSED, set())
    page = html(client, "release_edit", release.pk)
    assert "Nothing of it went live at the last attempt" in page and "Vigil" in page


def test_a_refusal_in_the_middle_takes_back_all_that_went_before(day, release, owner, monkeypatch, work):  # noqa: F811
    """A gate that changes its mind between the check and the publishing, on the last page of the release."""
    asked = []

    def gate(page):
        asked.append((page.slug, page.locale.language_code))
        return ["Withdrawn just now."] if asked.count(("vigil", "ko")) > 1 and page.slug == "vigil" else []

    monkeypatch.setitem(publish_gates._entries, "test", gate)
    before = DBTaskResult.objects.count()
    with work():
        publishing.publish(release, owner)
    release.refresh_from_db()
    assert (release.state, live()) == (Release.State.REFUSED, set())
    assert release.refusals[0]["reasons"] == ["Withdrawn just now."]
    assert asked.count(("day", "en")) >= 2  # it had been published by then
    assert DBTaskResult.objects.count() == before
    assert not ContentPage.objects.filter(live_revision__isnull=False, slug="day").exists()


def test_a_draft_saved_at_the_very_moment_is_not_published_unseen(day, release, owner, monkeypatch):
    really = publishing._publish_all

    def meanwhile(*args):
        ContentPage.objects.get(pk=day.pk).save_revision()
        return really(*args)

    monkeypatch.setattr(publishing, "_publish_all", meanwhile)
    publishing.publish(release, owner)
    release.refresh_from_db()
    assert "very moment" in release.refusals[0]["reasons"][0] and live() == set()


def test_words_that_a_translator_saved_reach_the_draft_before_it_goes_live(day, release, owner):
    translation = translate(day, locale("ko"))
    fill(translation, lambda path, text: "그 날" if path == "title" else "")
    target = korean(day)
    stale = target.get_latest_revision_as_object()
    stale.title = "The Day"
    stale.save_revision()
    release = publishing.publish(release, owner)
    assert release.state == Release.State.PUBLISHED and korean(day).title == "그 날"


def test_what_is_live_already_has_nothing_to_do(day, release, owner):
    publishing.publish(release, owner)
    page = ContentPage.objects.get(pk=day.pk)
    again = Release.objects.create(name="Again")
    add(again, [page], owner)
    before = page.last_published_at
    assert publishing.publish(again, owner).state == Release.State.PUBLISHED
    page.refresh_from_db()
    assert page.last_published_at == before


def test_an_empty_release_is_refused(owner, root):
    made = Release.objects.create(name="Empty")
    assert publishing.publish(made, owner).state == Release.State.REFUSED


def test_a_published_release_is_published_once(client, day, release, owner):
    publishing.publish(release, owner)
    page = ContentPage.objects.get(pk=day.pk)
    page.title = "Not yet"
    page.save_revision()
    client.post(reverse("release_publish", args=[release.pk]))
    page.refresh_from_db()
    assert page.title == "The Day"
    client.post(reverse("release_edit", args=[release.pk]), {"name": "Renamed"})
    release.refresh_from_db()
    assert release.name == "The Day 2027"


def test_after_it_was_mended_a_refused_release_goes_live(client, day, release):
    Page.objects.filter(pk=day.pk).update(locked=True)
    client.post(reverse("release_publish", args=[release.pk]))
    assert live() == set()
    Page.objects.filter(pk=day.pk).update(locked=False)
    client.post(reverse("release_publish", args=[release.pk]))
    assert live() == everything()


def test_a_large_release_is_left_to_a_worker(client, day, release, monkeypatch, work):  # noqa: F811
    monkeypatch.setattr(publishing, "AT_ONCE", 3)
    with work():
        client.post(reverse("release_publish", args=[release.pk]))
        assert live() == set()
    assert live() == everything()


# --- At a time


def at(release, moment, user):
    Release.objects.filter(pk=release.pk).update(publish_at=moment, scheduled_by=user)


def edit(client, release, moment):
    text = timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
    return client.post(
        reverse("release_edit", args=[release.pk]), {"name": release.name, "note": "kept", "publish_at": text}
    )


def test_a_time_to_come_is_kept_with_who_chose_it(client, release, owner):
    edit(client, release, timezone.now() + datetime.timedelta(days=2))
    release.refresh_from_db()
    assert release.scheduled_by == owner and release.publish_at > timezone.now()
    edit(client, release, None)
    release.refresh_from_db()
    assert release.publish_at is None and release.scheduled_by is None


def test_a_time_that_has_passed_is_refused_at_its_field_and_nothing_typed_is_lost(client, release):
    answer = edit(client, release, timezone.now() - datetime.timedelta(days=2)).content.decode()
    assert "This time has passed." in answer and "kept</textarea>" in answer
    release.refresh_from_db()
    assert release.publish_at is None


def test_it_goes_live_when_its_time_has_come_though_nothing_ran_for_a_while(release, owner):
    at(release, timezone.now() + datetime.timedelta(hours=1), owner)
    publishing.publish_due()
    run_everything()
    assert live() == set()
    at(release, timezone.now() - datetime.timedelta(hours=9), owner)
    publishing.publish_due()
    publishing.publish_due()
    assert DBTaskResult.objects.filter(task_path=publishing.release_now.module_path).count() == 1
    run_everything()
    assert live() == everything()


def test_whoever_scheduled_it_is_told_when_it_was_refused(client, day, release, owner, mailoutbox):
    Page.objects.filter(pk=day.pk).update(locked=True)
    at(release, timezone.now() - datetime.timedelta(minutes=1), owner)
    publishing.publish_due()
    run_everything()
    assert live() == set()
    (mail,) = mailoutbox
    assert mail.to == [owner.email] and f"/admin/releases/{release.pk}/" in mail.body
    assert "The Day" not in mail.body
    assert "The Day 2027" in html(client, "wagtailadmin_home")
    publishing.publish_due()
    run_everything()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("gone", ["rights", "account"])
def test_a_release_of_somebody_who_lost_the_right_is_refused(client, release, gone):
    editor = member(client, "Editors")
    at(release, timezone.now() - datetime.timedelta(minutes=1), editor)
    if gone == "account":
        editor.delete()
    else:
        editor.groups.clear()
    publishing.publish_due()
    run_everything()
    release.refresh_from_db()
    assert (release.state, live()) == (Release.State.REFUSED, set())


def test_the_calendar_shows_when_it_goes_live(client, release, owner):
    moment = timezone.now() + datetime.timedelta(days=1)
    at(release, moment, owner)
    day = timezone.localtime(moment).date()
    page = html(client, "desk_calendar_month", day.year, day.month)
    assert "release: The Day 2027" in page and reverse("release_edit", args=[release.pk]) in page


# --- Who may


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Owners", True),
        ("Editors", True),
        ("Reviewers: ko", False),
        ("Translators: ko", False),
        ("Auditors", False),
    ],
)
def test_only_those_who_publish_in_every_language_make_releases(client, release, role, may):
    member(client, role)
    for name, args in (("release_list", []), ("release_add", []), ("release_edit", [release.pk])):
        assert (client.get(reverse(name, args=args)).status_code == 200) is may
    assert ("The Day 2027" in client.get(reverse("wagtailadmin_home")).content.decode()) is False
    client.post(reverse("release_publish", args=[release.pk]))
    assert live() == (everything() if may else set())


@pytest.mark.parametrize("name", ["release_remove", "release_delete"])
def test_a_reviewer_changes_no_release(client, release, name):
    member(client, "Reviewers: ko")
    item = release.items.first().pk
    client.post(reverse(name, args=[release.pk]), {"item": item})
    assert Release.objects.get().items.count() == 4


def test_nobody_adds_what_they_may_not_publish(client, day):
    user = member(client, "Reviewers: ko")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_release"])
    client.post(f"{address}?id={day.pk}", {"name": "Mine", "translations": "on"})
    assert not Release.objects.exists()
    made = Release.objects.create(name="Theirs")
    assert add(made, gather([day], translations=True), user) == (1, 1)


def test_an_organisation_is_one_kind_of_thing_and_a_page_another(root, owner):
    """Two things with one number: their items are told apart by kind."""
    page = draft(root, "Page", "page")
    Organisation.objects.bulk_create(
        [Organisation(pk=page.pk, name="Same number", locale=locale("en"), live=False)]
    )
    organisation = Organisation.objects.get(pk=page.pk)
    organisation.save_revision()
    made = Release.objects.create(name="Both")
    add(made, [page], owner)
    add(made, [organisation], owner)
    assert {each.title for each in standings(made)} == {"Page", "Same number"}
