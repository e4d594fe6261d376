"""The library's lists in the admin: what one looks for in them, and a consent for its keepers only."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from home.accounts.roles import sync_roles
from home.factories import DocumentFactory, OwnerFactory, UserFactory
from resources.factories import (
    ResourceFactory,
    ResourcePageFactory,
    TestimonyFactory,
    TestimonyPageFactory,
    VideoFactory,
    VideoPageFactory,
)
from resources.models import ConsentRecord, ResourceFile, VideoTrack

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    def log_in(*roles):
        sync_roles()
        user = UserFactory()
        user.groups.set(Group.objects.filter(name__in=roles))
        client.force_login(user)
        return client

    return log_in


def listed(client, kind, /, **query):
    response = client.get(reverse(f"{kind}-pages:index"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_testimonies_are_listed_with_their_language_and_whether_they_are_samples(member):
    TestimonyPageFactory(testimony=TestimonyFactory(account_language="ko", is_sample=True), title="The coat")
    text = listed(member("Editors"), "testimony")
    assert "The coat" in text
    assert "Korean" in text
    assert "Sample" in text


def test_the_state_of_a_consent_is_shown_to_its_keepers_only(member):
    testimony = TestimonyFactory(is_sample=False)
    ConsentRecord.objects.create(
        testimony=testimony,
        website=True,
        given_on="2026-01-01",
        withdrawn_on=datetime.date.today() - datetime.timedelta(days=1),
        person="A secret name",
    )
    TestimonyPageFactory(testimony=testimony, live=False)
    assert "withdrawn" not in listed(member("Editors"), "testimony")
    text = listed(member("Editors", "Consent keepers"), "testimony")
    assert "withdrawn" in text
    assert "A secret name" not in text


def test_resources_are_listed_with_the_languages_of_their_files(member):
    resource = ResourceFactory(kind="poster")
    for language in ("ko", "ar"):
        ResourceFile.objects.create(
            resource=resource, language=language, format="pdf", document=DocumentFactory()
        )
    ResourcePageFactory(resource=resource, title="A poster of ours")
    text = listed(member("Editors"), "resource")
    assert "Arabic, Korean" in text
    assert "A poster of ours" in listed(member("Editors"), "resource", kind="poster")
    assert "A poster of ours" not in listed(member("Editors"), "resource", kind="flyer")


def test_videos_are_listed_with_length_and_captions(member):
    video = VideoFactory(duration=95, spoken_language="ko")
    VideoTrack.objects.create(video=video, language="en", document=DocumentFactory())
    VideoPageFactory(video=video)
    text = listed(member("Editors"), "video")
    assert "1:35" in text
    assert "English" in text


MAKERS = {
    "testimony": TestimonyPageFactory,
    "video": VideoPageFactory,
    "resource": ResourcePageFactory,
}


@pytest.mark.parametrize("count", [2, 10])
@pytest.mark.parametrize("kind", MAKERS)
def test_a_longer_list_costs_no_more(client, kind, count, django_assert_max_num_queries):
    for _number in range(count):
        MAKERS[kind]()
    client.force_login(OwnerFactory())
    listed(client, kind)
    with django_assert_max_num_queries(40):
        listed(client, kind)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_list_is_searched_by_a_part_of_a_word(member, kind):
    MAKERS[kind](title="겨울 외투")
    assert "겨울 외투" in listed(member("Editors"), kind, q="외투")
    assert "겨울 외투" not in listed(member("Editors"), kind, q="다리")
