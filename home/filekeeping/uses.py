"""Which files a page shows, and which files anybody may therefore see.

It is written down in the transaction in which a page goes live, changes or leaves, and when a record changes that a page
speaks of; nothing waits for an index that is brought up to date later.
"""

from collections import defaultdict

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from home.filekeeping import exposure
from home.models.uses import FileUse
from home.registries import file_uses

MODELS = {
    "HubImage": FileUse.Kind.PICTURE,
    "HubDocument": FileUse.Kind.DOCUMENT,
    "HubMedia": FileUse.Kind.MEDIA,
}
AT_ONCE = 400  # rows that one query names
ROLES = {"social_image": "share"}  # the field a picture stands in → what pages need of it; else "text"


def files_on(page):
    """{(kind, id): {role, …}} of what stands in the page's own fields, as they are in memory."""
    kinds = {
        ContentType.objects.get_for_model(apps.get_model("home", name)).pk: kind
        for name, kind in MODELS.items()
    }
    found = defaultdict(set)
    for content_type_id, pk, model_path, _content_path in ReferenceIndex._extract_references_from_object(
        page
    ):
        if content_type_id in kinds and str(pk).isdigit():
            found[kinds[content_type_id], int(pk)].add(ROLES.get(model_path.split(".")[0], "text"))
    return found


def note(page, own):
    """Write down what the page shows now that its row is saved: nothing where it isn't live. `own`: see `files_on`."""
    note_many([(page, own)])


def note_many(shown):
    """The same for [(page, own)], in a handful of queries beside those of the registry."""
    now = {(page.pk, kind, pk) for page, own in shown for kind, pk in _visible_on(page, own)}
    rows = {}
    for first in range(0, len(shown), AT_ONCE):
        uses = FileUse.objects.filter(page_id__in=[page.pk for page, _own in shown[first : first + AT_ONCE]])
        rows.update({(use.page_id, use.kind, use.file_id): use for use in uses})
    back = [use.pk for key, use in rows.items() if key in now and (use.gone or use.withdrawn)]
    for first in range(0, len(back), AT_ONCE):
        again = FileUse.objects.filter(pk__in=back[first : first + AT_ONCE])
        again.update(gone=False, withdrawn=False)
    new = [FileUse(page_id=page, kind=kind, file_id=pk) for page, kind, pk in sorted(now - set(rows))]
    if new:
        FileUse.objects.bulk_create(new, ignore_conflicts=True)
    leave([use for key, use in rows.items() if key not in now and not use.gone])


def _visible_on(page, own):
    if not page.live:
        return set()
    return set(own).union(*(files_of(page) for _name, files_of in file_uses.items()))


def leave(rows):
    """These uses are over: their files leave once that is committed."""
    if not rows:
        return
    for first in range(0, len(rows), AT_ONCE):
        FileUse.objects.filter(pk__in=[use.pk for use in rows[first : first + AT_ONCE]]).update(gone=True)
    exposure.withdraw_later({(use.kind, use.file_id) for use in rows})


def page_gone(page_id):
    """A page is offline or deleted, by whatever way."""
    leave(list(FileUse.objects.filter(page_id=page_id, gone=False)))


def page_saved(page, whole):
    """A page was saved: `whole`, or a draft of which the row knows nothing yet. Its pictures are made in the background."""
    own = files_on(page)
    if whole:
        note(page, own)
    want_pictures([own])


def want_pictures(shown):
    """Have the pictures of pages made: [what `files_on` says of each]."""
    from home.models import HubImage
    from home.pictures import making

    roles = defaultdict(set)
    for own in shown:
        for (kind, pk), names in own.items():
            if kind == FileUse.Kind.PICTURE:
                roles[pk] |= names
    if not roles:
        return

    def have_them_made():
        # Once it is certain, and each for itself: two editors who publish the same pictures never wait for each other.
        for image in HubImage.objects.filter(pk__in=roles).order_by("pk"):
            making.want(image, sorted(roles[image.pk]))

    transaction.on_commit(have_them_made, robust=True)


def note_again(pages):
    """The record behind these pages has changed."""
    for page in pages.filter(live=True):
        note(page.specific, files_on(page.specific))


def note_all():
    """For the scheduler, once a day: every live page, whatever went by while nobody was listening."""
    for pk in Page.objects.filter(live=True).values_list("pk", flat=True):
        page = Page.objects.filter(pk=pk, live=True).first()
        if page is None:
            continue
        with transaction.atomic():
            note(page.specific, files_on(page.specific))
    offline = FileUse.objects.filter(gone=False).exclude(page__in=Page.objects.filter(live=True))
    for pk in list(offline.values_list("page_id", flat=True).distinct()):
        page_gone(pk)
