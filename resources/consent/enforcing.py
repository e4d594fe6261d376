"""The end of what a consent covers no longer: pages leave the site, cards and machine drafts are forgotten."""

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save

from home.cards import making
from home.filekeeping.uses import MODELS
from home.models import FileUse
from home.translation.machine import drafts
from resources.consent.covering import Purpose, reasons_against_page
from resources.consent.gates import against_machines
from resources.consent.recognising import plays_films
from resources.models import ConsentRecord, Testimony, TestimonyPage, Video


@transaction.atomic
def enforce(testimony):
    """Take every live page of the account off the site that its consent doesn't cover; says how many that were."""
    _throw_drafts_away(testimony)
    ended = 0
    for pk in list(
        TestimonyPage.objects.filter(testimony_id=testimony.pk, live=True).values_list("pk", flat=True)
    ):
        # Again from the database: ending one page ends its aliases.
        page = _as_readers_see_it(pk)
        if page and reasons_against_page(page):
            page.unpublish()
            ended += 1
        elif page and reasons_against_page(page, Purpose.SOCIAL_MEDIA):
            making.erase([pk])
    return ended


def _as_readers_see_it(pk):
    """A live page without the facts that somebody drafts for it."""
    page = TestimonyPage.objects.filter(pk=pk, live=True).select_related("locale", "testimony").first()
    if page:
        page.facts_draft = None
    return page


def _throw_drafts_away(testimony):
    """What machines made while they might, in every language in which they may no more."""
    for page in TestimonyPage.objects.filter(testimony_id=testimony.pk).select_related("locale", "testimony"):
        if against_machines(page, page.locale):
            drafts.forget([page.pk])


def enforce_all():
    """For the scheduler: a consent may end on a day on which nobody saves it. Returns what failed, by ids."""
    failed = []
    for testimony in Testimony.objects.filter(pages__live=True).distinct():
        try:
            enforce(testimony)
        except Exception as error:
            failed.append(f"testimony {testimony.pk} ({type(error).__name__})")
    return "; ".join(failed)


def _remember(sender, instance, **kwargs):
    """A consent moved to another account leaves the first one without."""
    instance._was_for = sender.objects.filter(pk=instance.pk).values_list("testimony_id", flat=True).first()


def _consent_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        changed = {instance.testimony_id, getattr(instance, "_was_for", None)}
        for testimony in Testimony.objects.filter(pk__in=changed - {None}):
            enforce(testimony)


def _testimony_changed(sender, instance, created=False, raw=False, **kwargs):
    if not created and not raw:
        enforce(instance)


def _file_changed(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    """Somebody says now that a face is seen in a picture, or puts another file in its place."""
    if created or raw or (update_fields is not None and "recognisable" not in update_fields):
        return
    if sender.__name__ == "HubMedia":
        _film_changed(sender, instance)
    uses = FileUse.objects.filter(kind=MODELS[sender.__name__], file_id=instance.pk, gone=False)
    pages = TestimonyPage.objects.filter(pk__in=uses.values("page_id"), live=True)
    for testimony in Testimony.objects.filter(pk__in=pages.values("testimony_id")):
        enforce(testimony)


def _film_changed(sender, instance, created=False, raw=False, **kwargs):
    """A film is another one now, or elsewhere: accounts in which films play are few, so each of them is looked at again."""
    if created or raw:
        return
    pages = TestimonyPage.objects.filter(live=True)
    playing = {page.testimony_id for page in pages if plays_films(page)}
    for testimony in Testimony.objects.filter(pk__in=playing):
        enforce(testimony)


def connect():
    """Signals, because a consent is saved, moved and deleted through many doors, and so are files."""
    uid = "resources.consent.{}".format
    pre_save.connect(_remember, sender=ConsentRecord, dispatch_uid=uid("remember"))
    post_save.connect(_consent_changed, sender=ConsentRecord, dispatch_uid=uid("saved"))
    post_delete.connect(_consent_changed, sender=ConsentRecord, dispatch_uid=uid("deleted"))
    post_save.connect(_testimony_changed, sender=Testimony, dispatch_uid=uid("testimony"))
    post_save.connect(_film_changed, sender=Video, dispatch_uid=uid("film"))
    for name in MODELS:
        post_save.connect(_file_changed, sender=apps.get_model("home", name), dispatch_uid=uid(name))
