"""Many files at once: a big job, a page after the other, with a report on each."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail_localize.models import Translation

from home.models import TranslationJob, TranslationJobItem
from home.translation.jobs import prepare, register, start
from home.translation.offline.applying import apply, target_for
from home.translation.offline.lines import Kind
from home.translation.offline.reading import Damaged, read
from home.translation.offline.writing import ID

KIND = TranslationJob.Kind.IMPORT
State = TranslationJobItem.State


def begin(members, user, label):
    """Have these archives.Members taken over; returns the job. What can't be read or is not theirs fails by itself."""
    items = [{"name": each.name, "data": _data(each)} for each in members]
    return start(KIND, label, items, user=user)


def _data(member):
    if member.problem:
        return {"problem": member.problem}
    # Latin-1 has a letter for each byte: what was sent is read by the worker, whatever its letters are.
    return {"file": member.content.decode("latin-1")}


@prepare(KIND)
def parse(item, job):
    """(FileContent, "") or (None, why it can't be read): before the transaction, since a big file takes a while."""
    try:
        return _content(item.data), ""
    except ValidationError as error:
        return None, " ".join(error.messages)


@register(KIND)
def take_over(item, job):
    """The file is not kept: what of it is worth keeping is in the report and in the translation."""
    kept = {"data": {}}
    try:
        content, problem = item.prepared
        if problem:
            raise ValidationError(problem)
        translation = translation_of(content, job.made_by)
        kept |= {
            "data": {"translation": translation.pk},
            "translation_key": translation.source.object_id,
            "locale": translation.target_locale_id,
        }
        report = apply(translation, content.entries, job.made_by, content.header)
    except ValidationError as error:
        return State.FAILED, {"reason": " ".join(error.messages)}
    finally:
        TranslationJobItem.objects.filter(pk=item.pk).update(**kept)
    result = {"lines": [_worth_keeping(line) for line in report.lines], "counts": report.counts}
    if report.stopped:
        return State.FAILED, {**result, "reason": report.stopped}
    return (State.DONE if report.has_changed else State.UNCHANGED), result


def _worth_keeping(line):
    return {"kind": Kind.UNCHANGED} if line.kind == Kind.UNCHANGED else line.as_dict()


def _content(data):
    if "file" not in data:
        raise ValidationError(data.get("problem") or _("This file was taken back already."))
    try:
        return read(data["file"].encode("latin-1"))
    except Damaged as error:
        raise ValidationError(str(error)) from error


def translation_of(content, user):
    """The Translation that a file says it is of, for somebody who may translate it; raises `ValidationError`. Whoever may
    not learns no more than who sends a file of another site.
    """
    try:
        uuid = UUID(content.header.get(ID, ""))
    except ValueError:
        raise ValidationError(
            _(
                "This file does not say what it is a translation of. Send it from the page of that translation."
            )
        ) from None
    found = Translation.objects.select_related("source__locale", "target_locale").filter(uuid=uuid).first()
    try:
        if found is None:
            raise PermissionDenied
        target_for(user, found)
    except PermissionDenied:
        raise ValidationError(_("This file belongs to no translation of yours.")) from None
    refuse_foreign(content, found)
    return found


def refuse_foreign(content, translation):
    """Raise `ValidationError` where a file is of another language or another translation than this one."""
    stated = content.header.get("Language", "").strip()
    if stated and not _same_language(stated, translation.target_locale.language_code):
        raise ValidationError(
            _("This file is in another language (%(language)s).") % {"language": stated[:20]}
        )
    uuid = content.header.get(ID, "").strip()
    if uuid and uuid != str(translation.uuid):
        raise ValidationError(_("This file is of another page or another language."))


CHINESE = {"zh_cn": "zh_hans", "zh_sg": "zh_hans", "zh_tw": "zh_hant", "zh_hk": "zh_hant", "zh_mo": "zh_hant"}


def _same_language(stated, code):
    """Programs write a language in many ways: pt, pt_PT, pt-PT; zh_CN for zh_Hans."""
    stated, ours = (name.replace("-", "_").split(".")[0].lower() for name in (stated, to_locale(code)))
    stated, ours = CHINESE.get(stated, stated), CHINESE.get(ours, ours)
    if ours.startswith("zh_") and stated != "zh":
        return "_".join(stated.split("_")[:2]) == ours
    return stated.split("_")[0] == ours.split("_")[0]
