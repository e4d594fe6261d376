"""Files that a page of the library shows by way of its record."""

from django.db.models.signals import post_delete, post_save

from home.filekeeping import uses
from home.models import FileUse
from resources.models import ResourceFile, ResourcePage, Video, VideoPage, VideoTrack


def files_of(page):
    """(kind, id) of the files of a download, of a film and of its captions."""
    if isinstance(page, ResourcePage):
        documents = ResourceFile.objects.filter(resource_id=page.resource_id)
        return [(FileUse.Kind.DOCUMENT, pk) for pk in documents.values_list("document_id", flat=True)]
    if isinstance(page, VideoPage):
        video = Video.objects.filter(pk=page.video_id).values_list("media_id", flat=True)
        tracks = VideoTrack.objects.filter(video_id=page.video_id).values_list("document_id", flat=True)
        return [
            *((FileUse.Kind.MEDIA, pk) for pk in video if pk),
            *((FileUse.Kind.DOCUMENT, pk) for pk in tracks),
        ]
    return []


def _record_changed(sender, instance, **kwargs):
    if sender is ResourceFile:
        pages = ResourcePage.objects.filter(resource_id=instance.resource_id)
    else:
        pages = VideoPage.objects.filter(video_id=instance.pk if sender is Video else instance.video_id)
    uses.note_again(pages)


def connect():
    """Records are saved by forms of their own, by their page's publication and with their children: all end here."""
    for model in (ResourceFile, Video, VideoTrack):
        for signal in (post_save, post_delete):
            signal.connect(
                _record_changed, sender=model, dispatch_uid=f"resources.files.{model.__name__}.{id(signal)}"
            )
