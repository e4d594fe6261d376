"""Sending a whole site for translation: our way, and wagtail-localize's as it comes."""

from contextlib import ExitStack
from unittest import mock

from django.utils.crypto import get_random_string
from wagtail.models import Locale, Page
from wagtail.signals import page_published
from wagtail_localize import operations

from home.background.worker import HubWorker
from home.models import BasePage, HomePage
from home.registries import publish_gates
from home.translation.jobs import start
from home.translation.replaced import stock as replaced
from home.translation.sending.listing import items_for
from search import signals

# What this site does whenever a page is saved or published, and Wagtail does not.
OWN = ("save", "publish", "update_aliases", "with_content_json", "get_view_restrictions")


def ours():
    """Starting the job, and all that the worker does until nothing is left."""
    start("send", "Bench", items_for(list(_top().get_descendants()), _languages()))
    HubWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(16),
    ).run()


def stock():
    """What its view does for the subtree of a page."""
    with _as_it_comes():
        operations.translate_page_subtree(_top().pk, _languages(), None, None)


def _top():
    return HomePage.objects.get(locale__language_code="en")


def _languages():
    return list(Locale.objects.exclude(language_code="en").order_by("pk"))


def _as_it_comes():
    """Within it nothing of ours takes part, so that it is not measured with what it does not do by itself."""
    stack = ExitStack()
    for name, (model, method) in replaced.items():
        stack.enter_context(mock.patch.object(model, name, method))
    for name in OWN:
        stack.enter_context(mock.patch.object(BasePage, name, getattr(Page, name)))
    stack.enter_context(mock.patch.object(publish_gates, "_entries", {}))
    page_published.disconnect(dispatch_uid="search.published")
    stack.callback(page_published.connect, signals.on_published, dispatch_uid="search.published")
    return stack
