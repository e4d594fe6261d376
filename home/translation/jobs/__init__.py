"""Big jobs: stored at once and done in the background, one thing after the other; see docs/translation.md.

    @register("send")
    def send(item, job): …  # -> (TranslationJobItem.State, result)

    job = start("send", _("Everything into Korean"), [{"name": "Deliver", "translation_key": …, "locale": …}], user)

What a handler returns or raises becomes the item's result. Words of a `ValidationError` or `PermissionDenied` are shown to
whoever started the job; of any other failure, that there was one.
"""

from django.db import transaction

from home.models import TranslationJob, TranslationJobItem
from home.registries import Registry

handlers = Registry("kinds of big jobs")
preparers = Registry("what kinds of big jobs do before an item's transaction")
NAME_LENGTH = TranslationJobItem._meta.get_field("name").max_length
LABEL_LENGTH = TranslationJob._meta.get_field("label").max_length


def register(kind):
    """Decorator: `handler(item, job)` does one item of jobs of this kind, inside a transaction. It may be called again for
    what a killed worker had not finished, never for what is done. Import its module in `home.translation.connect`.
    """
    return handlers.register(TranslationJob.Kind(kind).value)


def prepare(kind):
    """Decorator: `function(item, job)` runs before the transaction of an item, for what may take long and writes nothing,
    such as asking a service elsewhere. The handler finds what it returned as `item.prepared`; what it raised fails the item.
    """
    return preparers.register(TranslationJob.Kind(kind).value)


@transaction.atomic
def start(kind, label, items, user=None, parameters=None):
    """Store a job, have it done in the background and return it. `items`: dicts with `name` and, as the kind needs them,
    `translation_key`, `locale` (or its pk), `data` (JSON); they are done in this order. A handful of queries for thousands.
    """
    from home.translation.jobs.running import run

    job = TranslationJob.objects.create(
        kind=TranslationJob.Kind(kind),
        label=str(label)[:LABEL_LENGTH],
        made_by=user,
        parameters=parameters or {},
    )
    TranslationJobItem.objects.bulk_create(
        (_item(job, position, **values) for position, values in enumerate(items)), batch_size=500
    )
    # The queue is a table of the same database: either both are stored or neither.
    run.enqueue(job.pk)
    return job


def _item(job, position, name, translation_key=None, locale=None, data=None):
    return TranslationJobItem(
        job=job,
        position=position,
        name=str(name)[:NAME_LENGTH],
        translation_key=translation_key,
        locale_id=getattr(locale, "pk", locale),
        data=data or {},
    )


def cancel(job):
    """Stop before the next item. What is done stays done. False where the job is over already."""
    unfinished = [TranslationJob.State.WAITING, TranslationJob.State.RUNNING]
    stopped = TranslationJob.objects.filter(pk=job.pk, state__in=unfinished)
    return bool(stopped.update(state=TranslationJob.State.CANCELLED))
