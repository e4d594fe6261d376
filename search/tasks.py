"""Indexing in the background, for what is published with many others."""

from django.db import transaction
from wagtail.models import Page

from home.background.tasks import durable_task
from search import index

AT_ONCE = 10  # pages in a transaction


@durable_task()
def index_pages(pks):
    """Bring the entries of these pages up to date. Their rows are locked meanwhile: nothing that is taken off the site at
    that very moment is put back into the index.
    """
    for first in range(0, len(pks), AT_ONCE):
        with transaction.atomic():
            some = Page.objects.filter(pk__in=pks[first : first + AT_ONCE]).order_by("pk")
            there = list(some.select_for_update().values_list("pk", flat=True))
            for page in Page.objects.filter(pk__in=there).specific():
                index.add(page)
