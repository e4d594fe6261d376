"""Files that came in otherwise (copied, restored, stored by an earlier version), cleaned where they are."""

import os
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from home.cleaning.uploads import clean_upload


@dataclass
class Outcome:
    """Of one file: `removed` (codes; empty: it was clean), or `problem` in words where it could not be cleaned."""

    label: str
    pk: int
    field: str
    removed: tuple = ()
    problem: str = ""


def _models():
    from home.models import HubDocument, HubImage, HubMedia

    return HubImage, HubDocument, HubMedia


def _is_other(clean, file):
    """Whether cleaning made another file of it: something went, or it is of another kind or turned."""
    if clean.removed or os.path.splitext(file.name)[1].lower().lstrip(".") != clean.ending:
        return True
    instance = file.instance
    size = (clean.facts.get("width"), clean.facts.get("height"))
    return (
        file.field.name == "file"
        and hasattr(instance, "frames")
        and size != (instance.width, instance.height)
    )


def _clean_one(thing, field, change):
    file = getattr(thing, field)
    family = file.field.family_of(thing)
    outcome = Outcome(thing._meta.label, thing.pk, field)
    try:
        with file.storage.open(file.name) as stored:
            clean = clean_upload(stored, file.name, family)
    except ValidationError as refused:
        outcome.problem = " ".join(refused.messages)
        return outcome
    except OSError:
        outcome.problem = "The file is missing."
        return outcome
    if _is_other(clean, file):
        outcome.removed = tuple(sorted(clean.removed)) or ("other",)
        if change:
            with transaction.atomic():
                setattr(thing, field, clean)
                thing.save()
    return outcome


def clean_stored(change=True):
    """Look through every stored picture, document, film and sound; yields an Outcome for each file."""
    for model in _models():
        for pk in list(model._base_manager.order_by("pk").values_list("pk", flat=True)):
            for field in model.upload_fields:
                thing = model._base_manager.filter(pk=pk).first()  # as it is now: cleaning takes its time
                if thing and getattr(thing, field):
                    yield _clean_one(thing, field, change)
