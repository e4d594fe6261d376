"""Resources, testimonies, videos and their pages, valid with no arguments."""

import factory

from home.factories import DocumentFactory, PageFactory
from resources.models import (
    Resource,
    ResourceFile,
    ResourceIndexPage,
    ResourcePage,
    Testimony,
    TestimonyIndexPage,
    TestimonyPage,
    Video,
    VideoIndexPage,
    VideoPage,
)


class ResourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resource

    kind = Resource.Kind.POSTER
    licence = "CC BY 4.0"


class ResourceFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResourceFile

    resource = factory.SubFactory(ResourceFactory)
    language = "en"
    format = "pdf"
    paper = ResourceFile.Paper.A4
    document = factory.SubFactory(DocumentFactory)


class TestimonyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Testimony

    account_language = "ko"
    is_sample = True


class VideoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Video

    duration = 95


class ResourceIndexPageFactory(PageFactory):
    class Meta:
        model = ResourceIndexPage

    slug = "resources"


class TestimonyIndexPageFactory(PageFactory):
    class Meta:
        model = TestimonyIndexPage

    slug = "testimonies"


class VideoIndexPageFactory(PageFactory):
    class Meta:
        model = VideoIndexPage

    slug = "videos"


class BelowIndexFactory(PageFactory):
    """A page below the one index of its kind in its language."""

    index_factory = None

    class Meta:
        abstract = True

    @classmethod
    def default_parent(cls, locale):
        index = cls.index_factory._meta.model.objects.filter(locale=locale).first()
        return index or cls.index_factory(locale=locale)


class ResourcePageFactory(BelowIndexFactory):
    class Meta:
        model = ResourcePage
        exclude = ["index_factory"]

    index_factory = ResourceIndexPageFactory
    resource = factory.SubFactory(ResourceFactory)


class TestimonyPageFactory(BelowIndexFactory):
    class Meta:
        model = TestimonyPage
        exclude = ["index_factory"]

    index_factory = TestimonyIndexPageFactory
    testimony = factory.SubFactory(TestimonyFactory)


class VideoPageFactory(BelowIndexFactory):
    class Meta:
        model = VideoPage
        exclude = ["index_factory"]

    index_factory = VideoIndexPageFactory
    video = factory.SubFactory(VideoFactory)
