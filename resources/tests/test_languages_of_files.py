"""Files and captions are in languages that the site knows; a page survives one that it doesn't."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from home.factories import DocumentFactory, OwnerFactory
from resources.factories import ResourcePageFactory, VideoFactory
from resources.models import ConsentRecord, ResourceFile, Testimony, Video, VideoTrack

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return DocumentFactory()


def test_an_old_file_in_a_language_nobody_knows_leaves_its_page_standing(client, document):
    page = ResourcePageFactory()
    ResourceFile.objects.create(resource=page.resource, language="Korean", format="pdf", document=document)
    response = client.get("/en/resources/" + page.slug + "/")
    assert response.status_code == 200
    assert "Korean" in response.content.decode()


def test_the_library_tells_papers_and_languages_the_readers_first(client, document):
    page = ResourcePageFactory()
    for language, paper in [("de", "a4"), ("en", "a4"), ("en", "letter"), ("ar", "")]:
        ResourceFile.objects.create(
            resource=page.resource, language=language, format="pdf", paper=paper, document=document
        )
    html = client.get(page.get_parent().url).content.decode()
    assert re.search(r"A4,\s+Letter", html)
    languages = re.findall(r'<bdi lang="([a-z]+)">', html)
    assert languages[0] == "en"
    assert sorted(languages) == ["ar", "de", "en"]


def test_captions_are_given_by_a_language_of_the_list(client, document):
    client.force_login(OwnerFactory())
    video = VideoFactory()
    data = {
        "duration": 5,
        "spoken_language": "ko",
        "tracks-TOTAL_FORMS": "1",
        "tracks-INITIAL_FORMS": "0",
        "tracks-0-language": "Korean",
        "tracks-0-document": document.pk,
    }
    response = client.post(reverse("video-facts:edit", args=[video.pk]), data)
    assert response.status_code == 200
    assert not VideoTrack.objects.exists()
    assert client.post(reverse("video-facts:edit", args=[video.pk]), data | {"tracks-0-language": "ko"})
    assert VideoTrack.objects.get().language == "ko"
    assert Video.objects.get().spoken_language == "ko"


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Testimony(account_language="Korean"), "account_language"),
        (Video(spoken_language="Korean"), "spoken_language"),
        (ResourceFile(language="Korean"), "language"),
        (ConsentRecord(languages=["Korean"]), "languages"),
        (ConsentRecord(languages="ko"), "languages"),
    ],
)
def test_a_language_that_is_none_is_refused(record, field):
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert field in refused.value.message_dict
