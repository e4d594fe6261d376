"""Pictures that nobody but who sent them and who decides on them may see: what people send in, until it is published.

Nothing is made of a withheld picture, so none of its sizes has an address, and no library, chooser or API offers it.
"""

from io import BytesIO

from django.db import transaction
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.search import index
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.models.files import new_token
from home.models.images import HubImage
from home.pictures import making
from home.pictures.roles import ROLES

PREVIEW = "max-1200x1200|format-jpeg"


def take_in(file, title, reserved=False):
    """Keep an uploaded (or already cleaned) file as a withheld picture. Raises ValidationError keyed to "file".

    `reserved`: those shown agreed to one use of it, so that no editor can choose it for another, even when it is public.
    """
    with (
        disable_reference_index_auto_update()
    ):  # it refers to nothing, and the index doesn't see what is withheld
        return HubImage.every.create(title=title, file=file, withheld=True, reserved=reserved)


@transaction.atomic
def withhold(ids):
    """These pictures are nobody's business (any more): what was made of them goes, and so does its address."""
    for image in HubImage.every.select_for_update().filter(pk__in=list(ids), withheld=False).order_by("pk"):
        image.renditions.all().delete()
        HubImage.every.filter(pk=image.pk).update(withheld=True, token=new_token(), made={})
        index.remove_object(image)


@transaction.atomic
def offer(ids, roles=("text",)):
    """These pictures may be shown: one size is made once that is certain, the rest by the worker."""
    ids = list(ids)
    HubImage.every.filter(pk__in=ids, withheld=True).update(withheld=False)

    def have_them_made():
        for image in HubImage.objects.filter(pk__in=ids).order_by("pk"):
            index.insert_or_update_object(image)
            if "first" not in image.made:
                making.make_first(image)
            making.want(image, [role for role in roles if role in ROLES])

    if ids:
        transaction.on_commit(have_them_made, robust=True)


def forget(ids):
    """Pictures that nobody needs any more, with their files. → how many"""
    found = list(HubImage.every.filter(pk__in=list(ids)))
    for image in found:
        image.delete()
    return len(found)


def preview(image):
    """The bytes of a JPEG of a withheld picture, for those who may see it; kept nowhere. None where its file is gone."""
    out = BytesIO()
    try:
        Filter(PREVIEW).run(image, out)
    except (SourceImageIOError, OSError):
        return None
    return out.getvalue()
