"""A language leaves the site, and may come back: pages become drafts, words stay, people keep their place without a right.

At once it counts as retired: nobody sends, translates or publishes in it. What readers see leaves piece by piece in the
background, each in a transaction of its own, and returns the same way: what was live, in the version that was live.
"""

import logging

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision, TranslatableMixin, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from home.accounts.rights import LANGUAGE_ROLES
from home.accounts.roles import sync_language_roles, withhold_language_roles
from home.background.tasks import durable_task
from home.models import RetiredLanguage
from home.publishing import Refused
from home.translation import mirroring
from home.translation.coverage.records import snippet_models
from home.translation.sources import fresh_source, original_of

logger = logging.getLogger("hub.translation")
LEFT, RETURNED = "home.left_with_language", "home.returned_with_language"


def is_retired(locale):
    return RetiredLanguage.objects.locales().filter(locale=locale).exists()


def touched(locale):
    """{pages, others, drafts, people}: what leaves the site, what is a draft already, whose rights rest."""
    groups = Group.objects.filter(name__in=[role.name(locale) for role in LANGUAGE_ROLES])
    pages = Page.objects.filter(locale=locale, depth__gte=2)
    return {
        "pages": pages.filter(live=True).count(),
        "others": sum(model.objects.filter(locale=locale, live=True).count() for model in _snippets()),
        "drafts": pages.filter(live=False).count(),
        "people": groups.values("user").exclude(user=None).distinct().count(),
    }


@transaction.atomic
def retire(locale, user):
    """Begin it. Raises `ValidationError` for the language that the site itself is written in."""
    if locale.language_code == settings.LANGUAGE_CODE:
        raise ValidationError(_("The site is written in this language: it can't be retired."))
    row, _made = RetiredLanguage.objects.select_for_update().get_or_create(
        locale=locale, defaults={"retired_by": user}
    )
    if row.returns_since:
        row.retired_at, row.retired_by, row.returns_since = timezone.now(), user, None
        row.save()
    withhold_language_roles(locale)
    leave.enqueue(locale.pk)


@transaction.atomic
def bring_back(locale, user):
    """Begin the way back: rights at once, pages in the background."""
    row = RetiredLanguage.objects.select_for_update().filter(locale=locale, returns_since=None).first()
    if row is None:
        return
    row.returns_since = timezone.now()
    row.save()
    sync_language_roles(locale)
    come_back.enqueue(locale.pk)


def gate(page):
    """A publish gate: nothing goes live in a language that has left."""
    return [_("This language is retired.")] if page.locale_id and is_retired(page.locale_id) else []


def refuse_deleting(sender, instance, **kwargs):
    """A language that goes takes its words along: Wagtail counts its pages and things only."""
    if StringTranslation.objects.filter(locale=instance).exists():
        raise Refused(
            [
                _(
                    "There are translations into this language, and they would be lost. Retire it instead of deleting it."
                )
            ]
        )


@durable_task()
def leave(locale_id):
    """Take off the site what is live in a language. Goes on where it stopped."""
    locale = Locale.objects.filter(pk=locale_id).first()
    if locale is None:
        return
    live = Page.objects.filter(locale=locale, live=True).order_by("-depth", "pk").values_list("pk", flat=True)
    for pk in list(live):
        _take_off(locale, Page, pk)
    for model in _snippets():
        for pk in list(model.objects.filter(locale=locale, live=True).values_list("pk", flat=True)):
            _take_off(locale, model, pk)
    for state in WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS):
        thing = state.content_object
        if isinstance(thing, TranslatableMixin) and thing.locale_id == locale.pk and is_retired(locale):
            with transaction.atomic():
                state.cancel()


@transaction.atomic
def _take_off(locale, model, pk):
    row = RetiredLanguage.objects.select_for_update().filter(locale=locale, returns_since=None).first()
    thing = model.objects.filter(pk=pk, live=True).first()
    if row is None or thing is None:
        return
    thing = thing.specific if model is Page else thing
    row.was_live.append([model._meta.label, pk, thing.live_revision_id])
    row.save(update_fields=["was_live"])
    action = UnpublishPageAction if model is Page else UnpublishAction
    action(thing, user=row.retired_by, log_action=LEFT).execute(skip_permission_checks=True)


@durable_task()
def come_back(locale_id):
    """What was live is live again, parents first; then all drafts follow their originals. Goes on where it stopped."""
    while _next_returns(locale_id):
        pass
    row = RetiredLanguage.objects.filter(locale=locale_id).exclude(returns_since=None).first()
    if row is None:
        return
    row.delete()
    _catch_up(locale_id)


@transaction.atomic
def _next_returns(locale_id):
    rows = RetiredLanguage.objects.select_for_update()
    row = rows.filter(locale=locale_id).exclude(returns_since=None).first()
    if row is None or not row.was_live:
        return False
    label, pk, revision_id = row.was_live.pop()
    row.save(update_fields=["was_live"])
    thing = apps.get_model(label).objects.filter(pk=pk, live=False).first()
    if thing is not None:
        try:
            with transaction.atomic():
                _put_back(thing.specific if isinstance(thing, Page) else thing, revision_id)
        except ValidationError as error:
            # It is a draft with all its words; the matrix shows it as not published.
            logger.info("%s %s does not return: %d reasons", label, pk, len(error.messages))
    return True


def _put_back(thing, revision_id):
    original = original_of(thing)
    if original.pk != thing.pk and not original.live:
        if isinstance(thing, Page):  # it comes back with its original
            log(instance=thing, action=mirroring.ACTION)
        return
    revision = Revision.objects.filter(pk=revision_id).first() or thing.save_revision()
    revision.publish(log_action=RETURNED)


def _catch_up(locale_id):
    from home.translation.following import bring_up_to_date

    for translation in Translation.objects.filter(target_locale=locale_id, enabled=True).order_by("pk"):
        try:
            original = translation.source.get_source_instance()
        except ObjectDoesNotExist:
            continue
        if original.live:
            fresh_source(original)
            bring_up_to_date(translation)


def _snippets():
    return [model for model in snippet_models() if hasattr(model, "live")]
