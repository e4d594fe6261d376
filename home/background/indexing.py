"""Search entries and references brought up to date for many things at once; see `home.background.backend`."""

from collections import defaultdict
from contextlib import contextmanager

from django.apps import apps
from modelcluster.fields import ParentalKey
from modelsearch.backends import get_search_backends_with_name
from modelsearch.index import class_is_indexed
from wagtail.models import Page, ReferenceIndex

from home.background import references
from home.background.backend import collected, open_block
from home.background.tasks import durable_task

AT_ONCE = 50  # things that are read together
PER_TASK = 400


def index_later(things):
    """Have [(app label, model name, pk)] indexed in the background; within `collected()`, by whoever opened that."""
    if (block := open_block()) is not None:
        block.update(things)
        return
    things = sorted(things)
    for first in range(0, len(things), PER_TASK):
        index.enqueue(things[first : first + PER_TASK])


@contextmanager
def indexed_together():
    """What is saved in the block is indexed by one task, which is queued at its end."""
    with collected() as things:
        yield
    if things:
        index_later(things)


@durable_task()
def index(things):
    """Bring the search entries of [(app label, model name, pk)] and the references that they make up to date."""
    by_model = defaultdict(set)
    for app_label, model_name, pk in things:
        model = apps.get_model(app_label, model_name)
        by_model[Page if issubclass(model, Page) else model].add(pk)
    for model, pks in by_model.items():
        pks = sorted(pks)
        for first in range(0, len(pks), AT_ONCE):
            _index(model, pks[first : first + AT_ONCE])


def _index(model, pks):
    found = model._default_manager.filter(pk__in=pks)
    for kind, instances in _by_model(found.specific() if model is Page else found):
        if class_is_indexed(kind):
            _search(kind, instances)
        _refer(kind, instances)


def _by_model(instances):
    found = defaultdict(list)
    for each in instances:
        found[type(each)].append(each)
    return found.items()


def _search(model, instances):
    within = model.get_indexed_objects().filter(pk__in=[each.pk for each in instances])
    allowed = set(within.values_list("pk", flat=True))
    instances = [each for each in instances if each.pk in allowed]
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        backend.add_bulk(
            model, instances
        )  # no transaction around it: what it reads and splits would hold up others


def _refer(model, instances):
    """What a child of a page refers to, the page does."""
    parent = next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
    if parent is not None:
        owners = {getattr(each, parent.name) for each in instances} - {None}
        for kind, them in _by_model(owners):
            _refer(kind, them)
    elif ReferenceIndex.is_indexed(model):
        references.update(model, instances)
