"""What home and content pages show of the library: a constant number of queries, and nothing that visitors may not see."""

from django import template

from home.languages import reader_language
from resources.models import ResourcePage, TestimonyPage, VideoPage

register = template.Library()


def _chosen_or_newest(pages, chosen, limit):
    reader = reader_language()
    if any(chosen or []):
        return pages.chosen(chosen, reader)
    return list(pages.visible().best_for(reader).order_by("-first_published_at", "pk")[:limit])


@register.simple_tag
def testimonies_for(chosen=None, limit=2):
    """Chosen testimonies, else the newest."""
    return _chosen_or_newest(TestimonyPage.objects.select_related("testimony"), chosen, limit)


@register.simple_tag
def resources_for(chosen=None, limit=4):
    """Chosen resources, else the newest."""
    return _chosen_or_newest(ResourcePage.with_files(), chosen, limit)


@register.simple_tag
def video_for(page):
    """The page of a chosen video in the reader's best language, with its film and captions; None where it is not public."""
    videos = VideoPage.objects.select_related("video__media").prefetch_related("video__tracks__document")
    return next(iter(videos.chosen([page], reader_language())), None)
