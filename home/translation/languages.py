"""A language of the site may get another code: what began in it goes on having begun in it."""

from django.contrib.auth.models import Group
from wagtail.models import Locale, Task, Workflow, get_page_models

from home.accounts.rights import LANGUAGE_ROLES
from home.translation.provisioning import workflow_name


def rename(sender, instance, raw=False, **kwargs):
    """Before a locale is saved with another code."""
    old = Locale.objects.filter(pk=instance.pk).values_list("language_code", flat=True).first()
    if raw or not old or old == instance.language_code:
        return
    for model in get_page_models():
        if hasattr(model, "original_language"):
            model._base_manager.filter(original_language=old).update(original_language=instance.language_code)
    _rename_groups_and_workflow(old, instance.language_code)


def note_originals(apps, app_label):
    """In a migration: of pages that were there before the field, the first one made of each thing is its original."""
    for model in apps.get_app_config(app_label).get_models():
        if not any(field.name == "original_language" for field in model._meta.fields):
            continue
        first = {}
        rows = model.objects.order_by("pk").values_list("pk", "translation_key", "locale__language_code")
        for pk, key, code in rows:
            model.objects.filter(pk=pk).update(original_language=first.setdefault(key, code))


def _rename_groups_and_workflow(old, new):
    """People stay what they are: the groups, the workflow and its step are found by their names."""
    for model, name in (
        *((Group, lambda code, prefix=role.prefix: f"{prefix}: {code}") for role in LANGUAGE_ROLES),
        (Workflow, workflow_name),
        (Task, workflow_name),
    ):
        if not model.objects.filter(name=name(new)).exists():
            model.objects.filter(name=name(old)).update(name=name(new))
