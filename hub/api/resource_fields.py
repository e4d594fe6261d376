"""What testimonies, videos and resources say."""

from home.addresses import whole
from home.languages import bcp47
from home.structured import language_of
from hub.api.references import document, media
from hub.api.telling import fact, language_tag, record, words
from resources.downloads.addresses import address
from resources.models.testimony import CONTENT_NOTES


def display_name(page, answer):
    testimony = record("testimonies", page, answer)
    anonymous = testimony.name_mode == testimony.NameMode.ANONYMOUS
    return None if anonymous else page.display_name or None


def account_language(page, answer):
    return language_tag(record("testimonies", page, answer).account_language)


def content_notes(page, answer):
    return [note for note in record("testimonies", page, answer).content_notes if note in CONTENT_NOTES]


def spoken_language(page, answer):
    return language_tag(record("videos", page, answer).spoken_language)


def captions(page, answer):
    return [
        {"language": bcp47(track.language), "url": document(track.document)["url"]}
        for track in sorted(record("videos", page, answer).tracks.all(), key=lambda track: track.language)
        if track.document_id in answer.documents
    ]


def video_file(page, answer):
    video = record("videos", page, answer)
    return media(video.media) if video.media_id in answer.media else None


def external_url(page, answer):
    return record("videos", page, answer).external_url or None


def files(page, answer):
    return [
        {
            "language": bcp47(file.language),
            "format": file.format,
            "paper": file.paper or None,
            "url": whole(address(file, page, language_of(page))),
            "size": file.document.file_size or 0,
        }
        for file in record("resources", page, answer).files.all()
        if file.document_id in answer.documents
    ]


# Without the account: its consent is for this website, and a copy elsewhere can't be called back.
TESTIMONY = {
    "display_name": display_name,
    "account_language": account_language,
    "content_notes": content_notes,
    "is_sample": fact("testimonies", "is_sample"),
}

VIDEO = {
    "duration": fact("videos", "duration"),
    "spoken_language": spoken_language,
    "captions": captions,
    "file": video_file,
    "external_url": external_url,
    "transcript": words("transcript"),
}

RESOURCE = {
    "kind": fact("resources", "kind"),
    "licence": fact("resources", "licence"),
    "files": files,
    "how_to_use": words("how_to_use"),
    "body": words("body"),
}
