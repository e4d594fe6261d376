"""Captions: the reader's language first, and shown by themselves where the film does not speak it."""

import pytest
from django.utils import translation

from home.factories import DocumentFactory
from resources.factories import VideoFactory
from resources.models import Video, VideoTrack

pytestmark = pytest.mark.django_db


def film(spoken, *languages):
    video = VideoFactory(spoken_language=spoken)
    for language in languages:
        VideoTrack.objects.create(video=video, language=language, document=DocumentFactory())
    return video


@pytest.mark.parametrize(
    ("spoken", "reader", "first", "shown"),
    [
        ("", "ko", "ko", True),
        ("ko", "ko", "ko", False),
        ("ko", "fr", "fr", True),
        ("", "zh-hant", "zh-hans", True),  # the nearest that there is
        ("", "th", "en", True),
        ("en", "th", "en", True),
    ],
)
def test_the_readers_best_language_comes_first_and_is_shown_where_it_is_needed(spoken, reader, first, shown):
    video = film(spoken, "en", "fr", "ko", "zh-hans")
    with translation.override(reader):
        tracks = Video.objects.get(pk=video.pk).captions
    assert tracks[0].language == first
    assert [track.language for track in tracks if track.shown] == ([first] if shown else [])


def test_a_film_without_captions_shows_none():
    assert film("ko").captions == []


def test_captions_cost_the_same_however_many(django_assert_num_queries):
    video = Video.objects.get(pk=film("", "en", "fr", "ko").pk)
    with django_assert_num_queries(2):
        assert all(track.url for track in video.captions)
