"""Files on the page of an account: who can be recognised in them, and whether the person agreed to that."""

from django.apps import apps
from django.utils.translation import gettext as _

from home.filekeeping.uses import MODELS, files_on
from home.models import FileUse
from home.models.files import Recognisable
from resources.models import Video, VideoPage

_FACE = {Recognisable.FACE, Recognisable.BOTH}
_VOICE = {Recognisable.VOICE, Recognisable.BOTH}


def reasons_against_files(consent, page):
    """Why the files that stand on a page may not, in any of its fields; whoever agreed to both is asked nothing."""
    if consent.face and consent.voice:
        return []
    marks = _marks(page)
    found = []
    if marks & _FACE and not consent.face:
        found.append(
            _("A file on this page shows a face, which the consent for this testimony doesn't cover.")
        )
    if marks & _VOICE and not consent.voice:
        found.append(
            _(
                "A file on this page lets a voice be heard, which the consent for this testimony doesn't cover."
            )
        )
    if Recognisable.UNKNOWN in marks:
        found.append(
            _(
                "Say of every picture, recording and document on this page whether somebody can be recognised by their "
                "face or voice: in the file's own form."
            )
        )
    if any(block.block_type == "embed" for block in page.body) or _films(page).filter(media=None).exists():
        found.append(
            _(
                "A film elsewhere stands on this page. The consent for this testimony would have to cover face and voice."
            )
        )
    return found


def _marks(page):
    """What is said of all files on the page, of films that play on it too."""
    ids = {kind: set() for kind in FileUse.Kind}
    for kind, pk in files_on(page):
        ids[kind].add(pk)
    ids[FileUse.Kind.MEDIA] |= set(_films(page).exclude(media=None).values_list("media_id", flat=True))
    marks = set()
    for name, kind in MODELS.items():
        if ids[kind]:
            model = apps.get_model("home", name)
            known = model._base_manager.filter(pk__in=ids[kind])
            marks.update(known.values_list("recognisable", flat=True))
    return marks


def plays_films(page):
    return any(block.block_type == "video" for block in page.body)


def _films(page):
    """The films that play on the page in any language: a reader is shown the one in theirs. Without `media`: elsewhere."""
    pages = [block.value["page"] for block in page.body if block.block_type == "video"]
    keys = {each.translation_key for each in pages if each}
    return Video.objects.filter(pk__in=VideoPage.objects.filter(translation_key__in=keys).values("video_id"))
