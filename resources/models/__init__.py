from resources.models.consent import ConsentRecord
from resources.models.resource import Resource, ResourceFile
from resources.models.resource_page import ResourceIndexPage, ResourcePage
from resources.models.testimony import Testimony, TestimonyIndexPage, TestimonyPage
from resources.models.video import Video, VideoIndexPage, VideoPage, VideoTrack

__all__ = [
    "ConsentRecord",
    "Resource",
    "ResourceFile",
    "ResourceIndexPage",
    "ResourcePage",
    "Testimony",
    "TestimonyIndexPage",
    "TestimonyPage",
    "Video",
    "VideoIndexPage",
    "VideoPage",
    "VideoTrack",
]
