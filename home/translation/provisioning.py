"""A language comes: the groups of its people, its reviewers' workflow, its home page as a draft. Doing it again changes nothing."""

from django.conf import settings
from django.db import transaction
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowPage, WorkflowTask

from home.accounts.rights import REVIEWERS
from home.background.tasks import durable_task
from home.models import HomePage, RetiredLanguage


def workflow_name(code):
    """Of the workflow of a language and of its one step, as staff see them in the settings."""
    return f"Review: {code}"


def find_workflow(locale):
    """The workflow of a language, or None. Staff may have given its home page another one than ours."""
    given = WorkflowPage.objects.filter(
        page__locale=locale, page__depth=2, workflow__active=True, page__in=HomePage.objects.values("pk")
    )
    assigned = given.select_related("workflow").first()
    if assigned and not assigned.page.specific.is_original:
        return assigned.workflow
    return Workflow.objects.active().filter(name=workflow_name(locale.language_code)).order_by("pk").first()


@transaction.atomic
def workflow_of(locale):
    """The workflow of a language, made where there is none: reviewers of the language approve."""
    found = find_workflow(locale)
    if found:
        return found
    from django.contrib.auth.models import Group

    name = workflow_name(locale.language_code)
    task = GroupApprovalTask.objects.filter(name=name).order_by("pk").first()
    task = task or GroupApprovalTask(name=name)
    task.active = True
    task.save()
    task.groups.add(Group.objects.get_or_create(name=REVIEWERS.name(locale))[0])
    workflow = Workflow.objects.filter(name=name).order_by("pk").first() or Workflow(name=name)
    workflow.active = True
    workflow.save()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    return workflow


def give_workflow(home):
    """The pages below a translated home page are reviewed by its language. Below an original Wagtail's own moderation stays,
    and so does what staff chose instead.
    """
    if home.is_original:
        return
    if not WorkflowPage.objects.filter(page=home, workflow__active=True).exists():
        workflow = workflow_of(home.locale)
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})


def original_home():
    """The home page that the others are translated from: the site's own language's before any other, or None."""
    homes = [each for each in HomePage.objects.filter(depth=2).order_by("path") if each.is_original]
    own = [each for each in homes if each.locale.language_code == settings.LANGUAGE_CODE]
    return next(iter([*own, *homes]), None)


def without_home():
    """Languages of the site that have no home page yet; none while there is nothing to translate it from."""
    if original_home() is None:
        return Locale.objects.none()
    return Locale.objects.exclude(pk__in=HomePage.objects.filter(depth=2).values("locale")).exclude(
        pk__in=RetiredLanguage.objects.locales()
    )


@durable_task()
def make_home(locale_id):
    """The home page of a language as a draft, sent for translation. Pages below it find their place there."""
    from home.translation.submit import translate

    locale = without_home().filter(pk=locale_id).first()
    if locale is not None:
        translate(original_home(), locale)


def make_home_soon(locale):
    """After the commit and by a worker: whoever adds a language waits for nothing."""
    transaction.on_commit(lambda: make_home.enqueue(locale.pk))


def make_homes_soon():
    """For languages that were there before the first home page was, or before this was."""
    for locale in without_home():
        make_home_soon(locale)
