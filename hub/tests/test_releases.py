"""What higher rooms do when a page is published holds for releases too."""

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry

from events.factories import EventFactory, EventPageFactory
from events.models import EventPage
from home.factories import ContentPageFactory, OwnerFactory
from home.models import ContentPage, Release
from home.releases import publishing
from home.releases.contents import add
from home.tests.working import run_everything
from home.translation.submit import fill, translate
from resources.factories import TestimonyFactory, TestimonyIndexPageFactory, TestimonyPageFactory
from resources.models import ConsentRecord, TestimonyPage
from search.models import IndexEntry

pytestmark = pytest.mark.django_db


def released(*things, meanwhile=None, monkeypatch=None):
    """The release that holds these, after its publication. `meanwhile()` happens after all was judged and read."""
    made, owner = Release.objects.create(name="The Day"), OwnerFactory()
    add(made, things, owner)
    if meanwhile:
        really = publishing.read

        def interrupted(standings):
            versions = really(standings)
            meanwhile()
            return versions

        monkeypatch.setattr(publishing, "read", interrupted)
    return publishing.publish(made, owner)


def drafted(page, **values):
    page = page.specific.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()
    return page


@pytest.fixture
def account():
    """A testimony with the consent that it needs, not live."""
    page = TestimonyPageFactory(
        testimony=TestimonyFactory(is_sample=False, account_language="en"), live=False
    )
    page.get_parent().specific.save_revision().publish()
    page.save_revision()
    ConsentRecord.objects.create(testimony=page.testimony, given_on="2026-01-01", website=True)
    return page


def test_drafted_facts_become_the_records():
    page = drafted(
        EventPageFactory(event=EventFactory(venue="Hall")), facts_draft={"venue": ["Hall", "Square"]}
    )
    assert released(page).state == Release.State.PUBLISHED
    page = EventPage.objects.get(pk=page.pk)
    assert (page.event.venue, page.facts_draft) == ("Square", None)
    assert page.latest_revision.content["facts_draft"] is None


def test_facts_that_somebody_corrects_at_the_last_moment_are_not_overwritten(monkeypatch):
    event = EventFactory(venue="Hall")
    page = drafted(EventPageFactory(event=event), facts_draft={"venue": ["Hall", "Square"]})

    def correct():
        type(event).objects.filter(pk=event.pk).update(venue="Station")

    made = released(page, meanwhile=correct, monkeypatch=monkeypatch)
    assert made.state == Release.State.REFUSED and "changed meanwhile" in made.refusals[0]["reasons"][0]
    event.refresh_from_db()
    assert event.venue == "Station"


def test_an_account_with_its_consent_goes_live_and_the_log_names_nobody(account):
    assert released(account).state == Release.State.PUBLISHED
    assert TestimonyPage.objects.get(pk=account.pk).live
    entry = PageLogEntry.objects.get(page_id=account.pk, action="wagtail.publish")
    assert entry.label == f"#{account.pk}"


def test_a_consent_withdrawn_at_the_last_moment_keeps_everything_back(account, monkeypatch):
    other = ContentPageFactory(live=False)
    other.save_revision()

    def withdraw():
        ConsentRecord.objects.filter(testimony=account.testimony).update(withdrawn_on=timezone.localdate())

    made = released(account, other, meanwhile=withdraw, monkeypatch=monkeypatch)
    assert made.state == Release.State.REFUSED
    assert not TestimonyPage.objects.get(pk=account.pk).live and not ContentPage.objects.get(pk=other.pk).live


def test_search_knows_all_of_it_once_the_worker_has_been_there():
    pages = [drafted(ContentPageFactory(live=False), title=title) for title in ("Ash", "Birch")]
    released(*pages)
    run_everything()
    assert set(
        IndexEntry.objects.filter(page_id__in=[page.pk for page in pages]).values_list("title", flat=True)
    ) == {
        "Ash",
        "Birch",
    }


def test_what_has_left_the_site_meanwhile_is_not_put_into_the_index():
    pages = [drafted(ContentPageFactory(live=False), title=title) for title in ("Ash", "Birch")]
    released(*pages)
    ContentPage.objects.get(pk=pages[0].pk).unpublish()
    run_everything()
    found = IndexEntry.objects.filter(page_id__in=[page.pk for page in pages])
    assert [entry.title for entry in found] == ["Birch"]


def test_an_account_that_another_of_its_pages_takes_off_the_site_keeps_everything_back():
    """The Korean original says that the account was given in Korean, so that the English page would be a translation."""
    testimony = TestimonyFactory(is_sample=False, account_language="en")
    english = TestimonyIndexPageFactory(locale="en")
    korean = TestimonyIndexPageFactory(locale="ko", translation_key=english.translation_key)
    assert english.path < korean.path  # so the English page goes live first
    original = TestimonyPageFactory(testimony=testimony, parent=korean, live=False)
    original.save_revision()
    ConsentRecord.objects.create(testimony=testimony, given_on="2026-01-01", website=True)
    translation = translate(original, Locale.objects.get(language_code="en"))
    fill(translation, lambda path, text: f"en: {text}")
    translation.save_target(publish=False)
    original = drafted(original, facts_draft={"account_language": ["en", "ko"]})
    made = released(translation.get_target_instance(), original)
    assert made.state == Release.State.REFUSED
    assert "doesn't cover translation" in made.refusals[0]["reasons"][0]
    assert not TestimonyPage.objects.filter(live=True).exists()
