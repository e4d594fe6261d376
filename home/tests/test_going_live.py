"""What a release puts before readers is put there as if it were published by hand, while others wait for very little."""

import datetime
import json

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, ReferenceIndex, Revision, WorkflowState
from wagtail.signals import page_published, published

from home.accounts.roles import sync_roles
from home.factories import ImageFactory, OwnerFactory
from home.models import ContentPage, FileUse, Release, Topic
from home.releases import publishing
from home.releases.contents import add, gather
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_releases import draft, translated
from home.tests.test_translation import home, live_translation, locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    page = home()
    live_translation(page, "ko")
    sync_roles()
    return page


@pytest.fixture
def owner():
    return OwnerFactory()


def release_of(things, owner):
    made = Release.objects.create(name="All of it")
    by_model = {}
    for each in things:
        by_model.setdefault(isinstance(each, Page), []).append(each)
    for some in by_model.values():
        add(made, some, owner)
    return made


def by_hand(things, owner):
    for each in things:
        type(each).objects.get(pk=each.pk).latest_revision.publish(user=owner)


def in_a_release(things, owner):
    made = publishing.publish(release_of(things, owner), owner)
    assert made.state == Release.State.PUBLISHED, made.refusals


@pytest.fixture(params=[by_hand, in_a_release])
def go_live(request, owner):
    return lambda *things: request.param(things, owner)


def change(page, **values):
    """A new draft of a page."""
    page = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    return page.save_revision()


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


# --- The same as by hand


def test_a_first_publication_dates_the_page_and_names_its_version(root, go_live):
    page = draft(root, "New", "new", summary="Words.")
    go_live(page)
    page = fresh(page)
    assert page.live and not page.has_unpublished_changes and not page.expired
    assert page.live_revision_id == page.latest_revision_id is not None
    assert page.first_published_at == page.last_published_at is not None


def test_a_later_publication_brings_every_changed_field_and_keeps_the_first_date(root, go_live, owner):
    page = draft(root, "Old", "old")
    by_hand([page], owner)
    first = fresh(page).first_published_at
    body = json.dumps([{"type": "paragraph", "id": "words", "value": "<p>Walk with us.</p>"}])
    change(page, title="Newer", summary="Other words.", body=body, seo_title="Found", show_in_menus=True)
    go_live(page)
    page = fresh(page)
    assert (page.title, page.draft_title, page.summary) == ("Newer", "Newer", "Other words.")
    assert (page.seo_title, page.show_in_menus) == ("Found", True)
    assert "Walk with us." in str(page.body)
    assert abs(page.first_published_at - first) < datetime.timedelta(milliseconds=1)  # as revisions keep it
    assert page.last_published_at > first


def test_a_page_that_expired_is_back(root, go_live):
    page = draft(root, "Back", "back")
    Page.objects.filter(pk=page.pk).update(expired=True)
    go_live(page)
    assert fresh(page).live and not fresh(page).expired


def test_the_log_says_who_published_which_version_and_what_it_was_called(root, go_live, owner):
    page = draft(root, "Old", "old")
    by_hand([page], owner)
    revision = change(page, title="Newer")
    PageLogEntry.objects.all().delete()
    go_live(page)
    names = ("action", "page_id", "user_id", "revision_id", "label", "content_changed", "data", "deleted")
    told = {"title": {"old": "Old", "new": "Newer"}}
    about = (page.pk, owner.pk, revision.pk, "Newer")
    assert list(PageLogEntry.objects.order_by("pk").values_list(*names)) == [
        ("wagtail.rename", *about, False, told, False),
        ("wagtail.publish", *about, True, told, False),
    ]
    assert {each.content_type.model for each in PageLogEntry.objects.all()} == {"contentpage"}


def test_both_signals_are_sent_with_page_and_version(root, go_live):
    page, heard = draft(root, "Heard", "heard"), []

    def hear(sender, instance, revision, signal, **kwargs):
        heard.append((signal is page_published, sender, instance.pk, instance.live, revision.pk))

    page_published.connect(hear)
    published.connect(hear)
    try:
        go_live(page)
    finally:
        page_published.disconnect(hear)
        published.disconnect(hear)
    version = fresh(page).live_revision_id
    assert heard == [
        (True, ContentPage, page.pk, True, version),
        (False, ContentPage, page.pk, True, version),
    ]


def test_a_snippet_goes_live_with_its_log(root, go_live, owner):
    topic = Topic.objects.create(title="Famine", slug="famine", locale=locale("en"), live=False)
    topic.title = "Hunger"
    topic.save_revision()
    go_live(topic)
    topic = fresh(topic)
    assert topic.live and topic.title == "Hunger" and topic.first_published_at
    entries = ModelLogEntry.objects.filter(object_id=str(topic.pk)).values_list("action", "label", "user_id")
    assert list(entries) == [("wagtail.publish", "Hunger", owner.pk)]


def test_no_older_version_goes_live_by_its_schedule_afterwards(root, go_live):
    page = draft(root, "Planned", "planned")
    Revision.objects.filter(pk=page.latest_revision_id).update(
        approved_go_live_at=timezone.now() + datetime.timedelta(days=1)
    )
    change(page, title="At once")
    go_live(page)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_review_that_was_sent_back_is_over(root, go_live, owner):
    target = translated(draft(root, "Sent", "sent"), "ko").get_target_instance()
    state = target.get_workflow().start(target, owner)
    state.current_task_state.specific.reject(user=owner, comment="Not yet.")
    go_live(target)
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_CANCELLED


def test_a_new_address_holds_for_what_stands_below_and_the_old_one_leads_there(root, go_live, work, client):  # noqa: F811
    page = draft(root, "Day", "day")
    below = draft(page, "Vigil", "vigil")
    with work():
        by_hand([page, below], None)
    change(page, slug="the-day")
    change(below, title="A vigil")
    with work():
        go_live(page, below)
    assert fresh(below).url_path.endswith("/the-day/vigil/")
    assert client.get("/en/the-day/vigil/").status_code == 200
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/en/day", "/en/day/vigil"}


def test_the_files_of_a_page_are_noted_in_the_same_moment_and_those_it_lost_leave(root, go_live, owner):
    before, after = ImageFactory(), ImageFactory()
    page = draft(root, "Seen", "seen", social_image=before, social_image_alt="A march.")
    by_hand([page], owner)
    change(page, social_image=after)
    go_live(page)
    uses = set(FileUse.objects.filter(page_id=page.pk).values_list("file_id", "gone"))
    assert uses == {(before.pk, True), (after.pk, False)}


def test_what_a_page_refers_to_is_known_once_the_worker_has_been_there(root, go_live, work):  # noqa: F811
    picture = ImageFactory()
    page = draft(root, "Seen", "seen", social_image=picture, social_image_alt="A march.")
    ReferenceIndex.objects.all().delete()
    with work():
        go_live(page)
    assert ReferenceIndex.get_references_to(picture).filter(object_id=str(page.pk)).exists()


def test_copies_that_follow_a_page_follow_it(root, go_live):
    page = draft(root, "Followed", "followed")
    alias = page.create_alias(parent=root, update_slug="alias")
    change(page, summary="New words.")
    go_live(page)
    alias = fresh(alias)
    assert alias.live and alias.summary == "New words."


def test_a_comment_stays_and_a_resolved_one_is_over(root, go_live, owner):
    page = draft(root, "Discussed", "discussed")
    for text, done in (("Look here.", None), ("Done.", timezone.now())):
        Comment.objects.create(page=page, user=owner, text=text, contentpath="title", resolved_at=done)
    go_live(page)
    assert list(Comment.objects.values_list("text", flat=True)) == ["Look here."]


def test_translations_follow_an_original_that_was_released_with_others(root, owner, work):  # noqa: F811
    page, other = draft(root, "Day", "day", summary="Words."), draft(root, "Other", "other")
    translation = translated(page, "ko")
    change(page, summary="Words that are new.")
    with work():
        in_a_release([page, other], owner)
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    assert "Words that are new." in texts


# --- What happens between judging and publishing


def submit_for_review(page, owner):
    page.get_workflow().start(page, owner)


def rewrite(page, owner):
    revision = page.latest_revision
    revision.content["title"] = "Never judged"
    revision.save(update_fields=["content"])


def take_off_parent(page, owner):
    Page.objects.filter(pk=page.get_parent().pk).update(live=False)


MEANWHILE = {
    "a new draft": lambda page, owner: change(page, title="Newer"),
    "a version that is written again": rewrite,
    "a lock": lambda page, owner: Page.objects.filter(pk=page.pk).update(locked=True),
    "a move": lambda page, owner: Page.objects.get(pk=page.pk).move(
        Page.objects.get(slug="en"), "last-child"
    ),
    "a publication": lambda page, owner: by_hand([page], owner),
    "a deletion": lambda page, owner: Page.objects.get(pk=page.pk).delete(),
    "a parent that leaves the site": take_off_parent,
    "a review": submit_for_review,
}


@pytest.mark.parametrize("what", list(MEANWHILE))
def test_what_happens_meanwhile_keeps_everything_back(root, owner, monkeypatch, what):
    above = draft(root, "Above", "above")
    page, other = draft(above, "Page", "page"), draft(root, "Other", "other")
    by_hand([above], owner)
    made, really = release_of([page, other], owner), publishing.read

    def meanwhile(found):
        versions = really(found)
        MEANWHILE[what](fresh(page), owner)
        return versions

    monkeypatch.setattr(publishing, "read", meanwhile)
    made = publishing.publish(made, owner)
    assert made.state == Release.State.REFUSED and "very moment" in made.refusals[0]["reasons"][0]
    assert [each["title"] for each in made.refusals] == ["Page"]
    assert not fresh(other).live


def test_what_the_database_refuses_in_the_end_keeps_everything_back(root, owner, monkeypatch):
    page = draft(root, "Page", "page")
    made = release_of([page], owner)

    def refuse(things):
        raise IntegrityError

    monkeypatch.setattr(publishing, "index_later", refuse)
    made = publishing.publish(made, owner)
    assert made.state == Release.State.REFUSED and not fresh(page).live
    assert "very moment" in made.refusals[0]["reasons"][0]


def test_nobody_loses_what_a_version_does_not_decide(root, owner, monkeypatch):
    page, really = draft(root, "Page", "page"), publishing.read
    made, sitter = release_of([page], owner), OwnerFactory()

    def meanwhile(found):
        versions = really(found)
        draft(fresh(page), "Below", "below")
        Page.objects.filter(pk=page.pk).update(owner=sitter)
        Comment.objects.create(page_id=page.pk, user=owner, text="Wait.", contentpath="title")
        return versions

    monkeypatch.setattr(publishing, "read", meanwhile)
    assert publishing.publish(made, owner).state == Release.State.PUBLISHED
    page = fresh(page)
    assert (page.live, page.numchild, page.owner, Comment.objects.count()) == (True, 1, sitter, 1)


# --- How long others wait


def queries_within(things, owner, monkeypatch):
    """How many queries the transaction holds in which all of it goes live."""
    asked, really = [], publishing._publish_all

    def counted(*args):
        with CaptureQueriesContext(connection) as queries:
            really(*args)
        asked.append(len(queries))

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_publish_all", counted)
        in_a_release(things, owner)
    return asked[0]


def test_each_thing_costs_few_queries_while_others_wait_and_more_things_no_more(root, owner, monkeypatch):
    def tree(name, many):
        found = []
        for number in range(many):
            page = draft(
                root, f"{name} {number}", f"{name}-{number}", social_image=ImageFactory(), summary="Words."
            )
            ContentPage.objects.filter(pk=page.pk).update(social_image_alt="A march.")
            change(page, social_image_alt="A march.")
            translated(page, "ko")
            found += gather([page], translations=True)
        return found

    few, many = tree("few", 2), tree("many", 8)
    first, then = queries_within(few, owner, monkeypatch), queries_within(many, owner, monkeypatch)
    assert then <= 10 * len(many)
    assert (then - first) <= 6 * (len(many) - len(few))
