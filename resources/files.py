"""Files that a page of the library shows by way of its record."""

from django.db.models.signals import post_delete, post_save, pre_save

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


def _pages(model, record_ids):
    """Pages that speak of these records: of downloads for a ResourceFile, else of films."""
    if model is ResourceFile:
        return ResourcePage.objects.filter(resource_id__in=record_ids)
    return VideoPage.objects.filter(video_id__in=record_ids)


_RECORD = {ResourceFile: "resource_id", Video: "id", VideoTrack: "video_id"}


def _about_to_change(sender, instance, **kwargs):
    """A file may be moved from one record to another: the pages of both have changed."""
    rows = sender._base_manager.filter(pk=instance.pk) if instance.pk else sender._base_manager.none()
    instance._record_before = rows.values_list(_RECORD[sender], flat=True).first()


def _record_changed(sender, instance, **kwargs):
    ids = {getattr(instance, _RECORD[sender]), getattr(instance, "_record_before", None)} - {None}
    uses.note_again(_pages(sender, ids))


def connect():
    """Records are saved by forms of their own, by their page's publication and with their children: all end here."""
    for model in _RECORD:
        name = f"resources.files.{model.__name__}"
        pre_save.connect(_about_to_change, sender=model, dispatch_uid=name)
        for signal in (post_save, post_delete):
            signal.connect(_record_changed, sender=model, dispatch_uid=f"{name}.{id(signal)}")
