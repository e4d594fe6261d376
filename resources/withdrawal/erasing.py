"""Erasing an account: the ledger first, then all rows in one transaction, then the files, and then somebody looks again."""

import logging
import secrets
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, Revision, WorkflowState

from home.encryption import lookup_hash
from home.filekeeping.rollback import remove
from home.registries import erasers, word_erasers
from resources.models import ConsentRecord, Testimony, Withdrawal
from resources.withdrawal import ledger
from resources.withdrawal.addresses import hide
from resources.withdrawal.leftovers import look
from resources.withdrawal.scope import scope_of
from resources.withdrawal.words import finder

logger = logging.getLogger("hub.withdrawal")


def withdraw(record, by=None):
    """Erase the account that a consent is about, with the consent itself. → Withdrawal, which says what was found afterwards"""
    with ledger.alone():
        scope = scope_of([record.testimony_id])
        number = secrets.token_hex(6)
        ledger.append(entry_of(number, record.testimony, scope))
        return erase(number, scope, by)


def entry_of(number, testimony, scope):
    return {
        "number": number,
        "at": timezone.now().isoformat(timespec="seconds"),
        "testimony": testimony.pk,
        "made": testimony.created_at.isoformat(),
        "keys": scope.keys,
        "addresses": sorted(lookup_hash(each) for each in scope.addresses),
        "files": sorted(lookup_hash(each) for each in scope.names),
    }


def erase(number, scope, by=None):
    """Erase what is in the scope, look again, and note the end of it in the ledger."""
    with _nothing_is_left_on_the_disk():
        with transaction.atomic():
            removed = _erase_rows(scope)
            withdrawal, _new = Withdrawal.objects.update_or_create(
                number=number, defaults={"removed": removed, "made_by": by, "looked_at": None}
            )
            hide(lookup_hash(each) for each in scope.addresses)
        _erase_files(scope)
    look(withdrawal, scope)
    ledger.append({"number": number, "done": timezone.now().isoformat(timespec="seconds")})
    log(withdrawal, "resources.withdraw", user=by)
    logger.info("Withdrawal %s: %d left.", number, len(withdrawal.left))
    return withdrawal


def _erase_rows(scope):
    """{store: how many}. The stores forget first: they ask the pages what is theirs."""
    held = finder(scope.words)
    removed = {name: eraser(scope.pages) for name, eraser in erasers.items()}
    removed["versions"] = Revision.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=[str(pk) for pk in scope.pages],
    ).delete()[0]
    removed["log"] = PageLogEntry.objects.filter(page_id__in=scope.pages).delete()[0]
    removed["comments"] = Comment.objects.filter(page_id__in=scope.pages).delete()[0]
    pages = Page.objects.filter(pk__in=scope.pages)
    removed["reviews"] = WorkflowState.objects.filter(
        base_content_type__model="page", object_id__in=[str(pk) for pk in scope.pages]
    ).delete()[0]
    removed["pages"] = len(pages)
    for pk in scope.pages:
        page = Page.objects.filter(pk=pk).first()
        if page:
            page.specific.delete()
    # Deleting is logged as well.
    PageLogEntry.objects.filter(page_id__in=scope.pages).delete()
    removed["consents"] = _erase_records(scope)
    removed |= {name: eraser(lambda text: bool(held(text))) for name, eraser in word_erasers.items()}
    return {name: count for name, count in removed.items() if count}


def _erase_records(scope):
    """The facts and the consents; a record whose page was deleted long ago goes, too."""
    consents = ConsentRecord.objects.filter(testimony_id__in=scope.testimonies)
    for model, pks in (
        (ConsentRecord, consents.values_list("pk", flat=True)),
        (Testimony, scope.testimonies),
    ):
        entries = ModelLogEntry.objects.for_model(model)
        entries.filter(object_id__in=[str(pk) for pk in pks]).delete()
    count = consents.delete()[0]
    Testimony.objects.filter(pk__in=scope.testimonies).delete()
    return count


def _erase_files(scope):
    """Most are gone with their rows; what a store could not delete then is asked for again."""
    for name in scope.names:
        try:
            if default_storage.exists(name):
                remove(default_storage, name)
        except OSError as error:
            logger.warning("A withdrawn file could not be deleted (%s).", type(error).__name__)


@contextmanager
def _nothing_is_left_on_the_disk():
    """SQLite leaves deleted rows in its file until something else takes their place, unless it is told otherwise."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
