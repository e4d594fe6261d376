"""Looks for an account's words and files in everything that is kept: every text of every table, and the storage."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import models
from wagtail.fields import StreamField

from home.filekeeping.uses import MODELS
from resources.withdrawal.scope import stored_names
from resources.withdrawal.words import finder

AT_ONCE = 500  # rows read at a time
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, StreamField)


def places_with(words):
    """{(label of the model, pk): words} of all rows that hold any of these, sessions and encrypted columns included."""
    held = finder(words)
    found = {}
    for model, pk, row in _rows():
        here = set().union(*(held(text) for value in row for text in texts_in(value)))
        if here:
            found[model._meta.label, str(pk)] = here
    return found


def texts_of_row(label, pk):
    """Every text of one row; none where it is gone."""
    model = apps.get_model(label)
    if model is Session:
        return [text for each in Session.objects.filter(pk=pk) for text in texts_in(each.get_decoded())]
    rows = model._base_manager.filter(pk=pk).values_list(*_columns(model))
    return [text for row in rows for value in row for text in texts_in(value)]


def _columns(model):
    return [each.attname for each in model._meta.local_concrete_fields if isinstance(each, TEXTS)]


def _rows():
    """(model, pk, values of its texts) of every row of the database."""
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        names = _columns(model)
        if model is Session:
            for session in Session.objects.iterator(chunk_size=AT_ONCE):
                yield model, session.pk, [session.get_decoded()]
        elif names:
            rows = model._base_manager.order_by().values_list("pk", *names)
            for pk, *row in rows.iterator(chunk_size=AT_ONCE):
                yield model, pk, row


def texts_in(value):
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
    elif hasattr(value, "get_prep_value"):  # the value of a body
        yield from texts_in(value.get_prep_value())


def files_with(scope):
    """({names that are still stored}, [(label, pk)] of rows that keep a file of the account or one of the same content)."""
    rows = []
    for name, kind in MODELS.items():
        model = apps.get_model("home", name)
        same = model._base_manager.filter(pk__in=[*scope.files.get(kind, []), *scope.shared.get(kind, [])])
        if scope.prints and hasattr(model, "file_hash"):
            same = same | model._base_manager.filter(file_hash__in=scope.prints)
        rows += [(model._meta.label, str(pk)) for pk in same.values_list("pk", flat=True).distinct()]
    kept_with = {
        each for label, pk in rows for each in stored_names(apps.get_model(label)._base_manager.get(pk=pk))
    }
    return {name for name in scope.names if default_storage.exists(name)} - kept_with, rows
