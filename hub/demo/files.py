"""The demo's files: every letter, poster, picture and list of captions in each language that has all of its words."""

from functools import partial
from pathlib import Path

from django.core.files import File
from django.db import transaction

from home.cleaning.uploads import clean_made
from home.models import HubDocument, HubMedia
from hub.demo.content import ART, texts_in, translated_words
from hub.demo.sheets import rendered
from resources.models import ResourceFile, VideoTrack


def context(data):
    """The context in PO files of the words in the files of page `data`."""
    return f"file:{data['key']}"


def words_of(data):
    """The English words in the files of a page; None where it has no files."""
    record = data.get("record", {})
    return record["sheet"]["words"] if "sheet" in record else record.get("cues")


def words_of_files(site):
    """[(context, text)] of everything in files that is to be translated."""
    return [
        (context(data), text)
        for data in site["pages"]
        if words_of(data) is not None
        for text in texts_in(words_of(data))
    ]


def files(data, catalogs):
    """(name, making) of every file of page `data`: `making(page)` makes it where it is not there yet."""
    words = words_of(data)
    for language, entries in catalogs.items() if words else ():
        told = translated_words(words, context(data), None if language == "en" else entries)
        if told is None:
            continue
        if "cues" in data["record"]:
            yield f"{data['key']}.{language}.vtt", partial(_add_captions, language, told)
            continue
        for paper in data["record"]["sheet"]["papers"]:
            name = f"{data['key']}.{language}.{paper}"
            yield name, partial(_add_file, data["record"]["sheet"], data["slug"], language, paper, told)


def load_film(name):
    """The film `art/<name>.mp4` with its poster."""
    with (ART / f"{name}.mp4").open("rb") as film, (ART / f"{name}.jpg").open("rb") as poster:
        return HubMedia.objects.create(
            title=f"Film: {name}",
            type="video",
            file=File(film, name=f"{name}.mp4"),
            thumbnail=File(poster, name=f"{name}.jpg"),
        )


@transaction.atomic
def _add_file(sheet, slug, language, paper, words, page):
    is_there = {"language": language, "format": sheet["format"], "paper": paper}
    if page.resource.files.filter(**is_there).exists():
        return
    document = _document(
        f"{slug}-{language}-{paper}.{sheet['format']}", rendered(sheet, language, paper, words)
    )
    ResourceFile.objects.create(resource=page.resource, document=document, **is_there)


@transaction.atomic
def _add_captions(language, cues, page):
    if not page.video.tracks.filter(language=language).exists():
        document = _document(f"{page.slug}-{language}.vtt", captions(cues).encode())
        VideoTrack.objects.create(video=page.video, language=language, document=document)


def captions(cues):
    """WebVTT of [{from, to (seconds), text}]."""

    def clock(seconds):
        minutes, seconds = divmod(seconds, 60)
        return f"{int(minutes):02}:{seconds:06.3f}"

    parts = [f"{clock(cue['from'])} --> {clock(cue['to'])}\n{cue['text']}" for cue in cues]
    return "\n\n".join(["WEBVTT", *parts]) + "\n"


def _document(name, content):
    return HubDocument.objects.create(title=Path(name).stem, file=clean_made(content, name, "document"))
