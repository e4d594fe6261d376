"""Publishing a release: judged first, while others go on writing, then all of it in one transaction, or nothing."""

import logging
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail_localize.models import Translation

from home.background.backend import collected
from home.background.indexing import index_later
from home.background.tasks import durable_task
from home.models import Release
from home.publishing import judged
from home.releases.contents import open_releases
from home.releases.going_live import go_live
from home.releases.readiness import judge, standings
from home.releases.versions import Overtaken, read
from home.translation.sources import translation_into

logger = logging.getLogger("hub.publishing")

AT_ONCE = 20  # items that a request publishes itself; a larger release is a worker's


NOBODY = gettext_lazy("Whoever set its time has no account any more. Set the time again.")


CHANGED = gettext_lazy("Somebody changed it at that very moment. Look at it and try again.")


class NotReady(Exception):
    """Something kept a release from going live; `refusals` say what: [{"title", "language", "url", "reasons"}]."""

    def __init__(self, refusals):
        super().__init__("not ready")
        self.refusals = refusals


def publish(release, user):
    """Everything that a release holds goes live, by `user`'s rights, or nothing does. Returns the release as it is then:
    published, or refused with its reasons.
    """
    try:
        versions = read(_prepared(release, user))
        # Whoever wants to write waits for this transaction, on SQLite: what needs not stand in it does not.
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release.pk)
            if release.state == Release.State.PUBLISHED:
                return release
            with collected() as touched, judged([each.revision.pk for each in versions]):
                _publish_all(versions, user)
            index_later(touched)
            release.state, release.published_at, release.refusals = (
                Release.State.PUBLISHED,
                timezone.now(),
                [],
            )
            release.save()
    except NotReady as error:
        _refuse(release, error.refusals)
    except Overtaken as error:
        _refuse(release, [refusal(each, [CHANGED]) for each in error.standings])
    except IntegrityError:  # a picture, say, that was deleted since the page that shows it was read
        _refuse(release, [{"title": "", "language": "", "url": "", "reasons": [str(CHANGED)]}])
    return release


def _refuse(release, refusals):
    """A time that has passed is not tried again: staff mend what is wrong, and publish or set another one."""
    release.state, release.refusals = Release.State.REFUSED, refusals
    release.save(update_fields=["state", "refusals"])


def _prepared(release, user):
    """[Standing] of what is to be published, in its order. Raises `NotReady` with every reason there is."""
    if user is None:
        raise NotReady([{"title": "", "language": "", "url": "", "reasons": [str(NOBODY)]}])
    found = [judge(each, user) for each in standings(release)]
    stale = [each for each in found if each.thing is not None and not each.waiting and each.reasons]
    taken_over = [_take_over_words(each, user) for each in stale]
    if any(taken_over):
        found = [judge(each, user) for each in standings(release)]
    refusals = [refusal(each, each.reasons) for each in found if not each.is_ready]
    if not found:
        refusals = [{"title": "", "language": "", "url": "", "reasons": [_("There is nothing in it.")]}]
    if refusals:
        raise NotReady(refusals)
    return [each for each in found if not each.nothing_to_do]


def _take_over_words(standing, user):
    """The draft of a complete translation may be older than its words. Whether there was anything to take over."""
    work = translation_into(standing.thing) if hasattr(standing.thing, "translation_key") else None
    if work is None:
        return False
    total, done = work.get_progress()
    if done < total:
        return False
    try:
        Translation.objects.get(pk=work.pk).save_target(user=user, publish=False)
    except ValidationError:
        return False  # its editor shows why
    latest = type(standing.thing)._base_manager.values_list("latest_revision_id", flat=True)
    return latest.get(pk=standing.thing.pk) != standing.version


def _publish_all(versions, user):
    go_live(versions, user, _refused)


@contextmanager
def _refused(version):
    try:
        yield
    except (ValidationError, PermissionDenied) as error:
        words = getattr(error, "messages", None) or [str(error)]
        raise NotReady([refusal(version.standing, words)]) from error


def refusal(standing, reasons):
    """What is kept of a reason: for staff, in the language of whoever published."""
    return {
        "title": standing.title,
        "language": standing.language,
        "url": standing.url,
        "reasons": [str(reason) for reason in reasons],
    }


# --- At its time


def is_large(release):
    return release.items.count() > AT_ONCE


def publish_soon(release, user):
    """Leave it to a worker: the request that asked for it answers at once."""
    release.state, release.publish_at, release.scheduled_by = Release.State.PLANNED, timezone.now(), user
    release.refusals = []
    release.save()
    transaction.on_commit(lambda: release_now.enqueue(release.pk))


def due(now=None):
    """Releases whose time has come, also while nothing ran."""
    return open_releases().filter(state=Release.State.PLANNED, publish_at__lte=now or timezone.now())


def publish_due():
    """For the scheduler: hand what is due to a worker, each once."""
    pks = list(due().values_list("pk", flat=True))
    if not pks:
        return
    queued = DBTaskResult.objects.filter(
        task_path=release_now.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    known = {each["args"][0] for each in queued.values_list("args_kwargs", flat=True)}
    for pk in pks:
        if pk not in known:
            release_now.enqueue(pk)


@durable_task()
def release_now(pk):
    """Publish a release that is due. Nothing happens where somebody has taken back its time."""
    release = due().select_related("scheduled_by").filter(pk=pk).first()
    if release is None:
        return
    user = release.scheduled_by
    profile = getattr(user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else translation.get_language()):
        release = publish(release, user)
        if release.state == Release.State.REFUSED:
            from home.releases.telling import tell_refused

            logger.warning("Release %s was refused: %d reasons.", pk, len(release.refusals))
            tell_refused(release, user)
