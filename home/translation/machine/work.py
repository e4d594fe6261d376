"""Machine drafts of many translations: a big job, since a service may take its time."""

from django.db import models
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from home.models import TranslationJob, TranslationJobItem
from home.translation.access import may_translate
from home.translation.jobs import prepare, register, start
from home.translation.machine import drafts

KIND = TranslationJob.Kind.MACHINE
State = TranslationJobItem.State


def begin(translations, tool, user, label):
    """Have `tool` (a Tool) draft these, [(translation, title)]; returns the job."""
    items = [
        {
            "name": title,
            "translation_key": translation.source.object_id,
            "locale": translation.target_locale_id,
            "data": {"translation": translation.pk},
        }
        for translation, title in translations
    ]
    return start(KIND, label, items, user=user, parameters={"tool": tool.name})


@prepare(KIND)
def ask(item, job):
    """The translation and the answers of the tool. Rights may have gone since the job was started."""
    records = Translation.objects.select_related("source__locale", "target_locale")
    translation = records.filter(pk=item.data["translation"], enabled=True).first()
    try:
        target = translation and translation.get_target_instance()
    except models.ObjectDoesNotExist:
        target = None
    if target is None or not may_translate(job.made_by, target):
        raise drafts.MachineRefused([_("You may not translate this.")])
    return translation, drafts.ask(translation, job.parameters["tool"], job.made_by)


@register(KIND)
def store(item, job):
    translation, answers = item.prepared
    made = drafts.keep(translation, job.parameters["tool"], answers)
    if answers.error:
        return State.FAILED, {"drafts": made, "reason": " ".join(answers.error.messages)}
    return (State.DONE if made else State.UNCHANGED), {"drafts": made}
