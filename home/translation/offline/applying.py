"""Taking over what a file holds: all of a page or nothing of it."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation

from home.models import MachineDraft
from home.translation.access import lock_for, may_translate
from home.translation.offline.comparing import Comparison
from home.translation.offline.lines import Kind


@dataclass
class Report:
    """What became of a file. `stopped` says why nothing of it was taken over, or is empty."""

    lines: list = field(default_factory=list)
    stopped: str = ""

    @property
    def counts(self):
        """{kind: number of lines}, without zeros, in the order of `Kind`."""
        kinds = [str(line.kind) for line in self.lines]
        return {kind: kinds.count(kind) for kind in Kind.values if kind in kinds}

    @property
    def has_changed(self):
        return not self.stopped and any(line.html for line in self.lines if line.kind in WRITTEN)


WRITTEN = (Kind.APPLIED, Kind.OUTDATED)


def target_for(user, translation):
    """The page or snippet that this person may translate; raises `PermissionDenied`, or `ValidationError` while it is locked."""
    try:
        target = translation.get_target_instance() if translation.enabled else None
    except models.ObjectDoesNotExist:
        target = None
    if target is None or not may_translate(user, target):
        raise PermissionDenied
    if lock_for(user, target):
        raise ValidationError(_("It is locked or in review. Wait until that is over, then try again."))
    return target


def apply(translation, entries, user, header=None):
    """Take over [FileEntry] into a Translation → Report. Rights are the caller's to ask for (`target_for`).

    Where one entry can't be used, or the page refuses a text, nothing is written. What others have changed since the file
    was made is not written either, and told.
    """
    try:
        with transaction.atomic():
            # The same lock as the workbench takes: whoever saves a passage there waits until this is through.
            Translation.objects.select_for_update().get(pk=translation.pk)
            report = Report(Comparison(translation, entries, header).lines())
            if any(line.kind == Kind.INVALID for line in report.lines):
                _hold_back(report)
                report.stopped = _(
                    "Nothing was taken over, because some entries can't be used. Correct them and send the file again."
                )
            elif report.has_changed:
                _write(translation, report.lines, user)
                translation.save_target(user=user, publish=False)
    except ValidationError as error:
        _explain(report, error)
    return report


def _write(translation, lines, user):
    locale = translation.target_locale_id
    written = [line for line in lines if line.kind in WRITTEN and line.html]
    for line in written:
        StringTranslation.objects.update_or_create(
            translation_of_id=line.text_id,
            context_id=line.context_id,
            locale_id=locale,
            defaults={
                "data": line.html,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
    done = {(line.context_id, line.text_id) for line in written}
    drafts = MachineDraft.objects.filter(locale_id=locale, context__object_id=translation.source.object_id)
    confirmed = [pk for pk, *key in drafts.values_list("pk", "context_id", "text_id") if tuple(key) in done]
    MachineDraft.objects.filter(pk__in=confirmed).delete()
    Translation.objects.filter(pk=translation.pk).update(translations_last_updated_at=timezone.now())


def _explain(report, error):
    """The page refuses a text: its line says why."""
    report.stopped = _("Nothing was taken over, because the page refuses it.")
    reasons = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for line in report.lines:
        if line.kind in WRITTEN and line.path in reasons:
            line.kind, line.reason = Kind.INVALID, " ".join(reasons.pop(line.path))
    _hold_back(report)
    left = [reason for messages in reasons.values() for reason in messages]
    report.stopped = " ".join([report.stopped, *left])


def _hold_back(report):
    """All or nothing: what would have been taken over waits for the rest."""
    for line in report.lines:
        if line.kind == Kind.APPLIED:
            line.kind = Kind.HELD
