"""What the library gives to the editors' desk: beginning a testimony, a video, a poster or a letter."""

from django.utils.translation import gettext as _

from home.desk.actions import adding
from home.registries import admin_actions, guide_places
from resources.models import (
    ResourceIndexPage,
    ResourcePage,
    TestimonyIndexPage,
    TestimonyPage,
    VideoIndexPage,
    VideoPage,
)


def add_testimony(request):
    return adding(
        request,
        TestimonyPage,
        TestimonyIndexPage.objects.all(),
        label=_("Add a testimony"),
        description=_("A refugee's account. It can be published once the consent is recorded."),
        icon="openquote",
    )


def add_video(request):
    return adding(
        request,
        VideoPage,
        VideoIndexPage.objects.all(),
        label=_("Add a video"),
        description=_("A film with its captions and every word written down."),
        icon="media",
    )


def add_resource(request):
    return adding(
        request,
        ResourcePage,
        ResourceIndexPage.objects.all(),
        label=_("Add a poster or a letter"),
        description=_("Something to print or share, in as many languages as there are."),
        icon="download",
    )


def register():
    admin_actions.register("testimony", add_testimony)
    admin_actions.register("video", add_video)
    admin_actions.register("resource", add_resource)
    guide_places.register("resources.TestimonyPage", "adding-a-testimony")
    guide_places.register("resources.VideoPage", "adding-a-video")
    guide_places.register("resources.ResourcePage", "adding-a-poster-or-a-letter")
