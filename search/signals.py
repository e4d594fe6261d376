"""Follows what editors do. Signals, because pages go live and leave through many doors (the admin, schedules, workflows,
commands) and Wagtail announces all of them in no other way. They run in the transaction of what they follow."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.together import at_the_end
from search import index
from search.tasks import index_pages


def on_published(instance, **kwargs):
    at_the_end(_add, instance)


def _add(pages):
    """One at once; of many each has so much text to be read that a worker does it, while nobody waits."""
    if len(pages) == 1:
        index.add(pages[0])
    else:
        index_pages.enqueue([page.pk for page in pages])


def on_unpublished(instance, **kwargs):
    index.forget([instance.pk])


def on_moved(instance, **kwargs):
    """A page may have come under a restriction, or out of one."""
    index.add_tree(instance)


def on_delete(instance, **kwargs):
    if isinstance(instance, Page):
        index.forget([instance.pk])


def on_restricted(instance, **kwargs):
    index.forget_tree(instance.page)


def on_opened(instance, origin=None, **kwargs):
    if isinstance(origin, Page) or getattr(origin, "model", None) not in (None, PageViewRestriction):
        return  # the restriction goes because its page does
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        index.add_tree(page)


def connect():
    page_published.connect(on_published, dispatch_uid="search.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="search.unpublished")
    post_page_move.connect(on_moved, dispatch_uid="search.moved")
    pre_delete.connect(on_delete, dispatch_uid="search.deleted")
    post_save.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_opened, sender=PageViewRestriction, dispatch_uid="search.opened")
