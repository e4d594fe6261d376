"""What the worker does for one thing in one language; see `home.translation.jobs`."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.models import RetiredLanguage, TranslationJobItem
from home.translation.following import bring_up_to_date
from home.translation.jobs import register
from home.translation.sources import fresh_source, original_of
from home.translation.submit import translate_source

State = TranslationJobItem.State


@register("send")
def send(item, job):
    """Send it for translation, or where that was done, put the original's present words into its draft."""
    source = _source(item, job)
    if source.locale_id == item.locale_id:
        return State.UNCHANGED, {}
    translation = translate_source(source, item.locale, job.made_by)
    return State.DONE if translation.written else State.UNCHANGED, {}


@register("refresh")
def refresh(item, job):
    """What publishing an original does: its draft follows, and readers get it where no word is missing."""
    source = _source(item, job)
    translation = source.translations.filter(target_locale_id=item.locale_id, enabled=True).first()
    if translation is None:
        raise ValidationError(_("It isn't sent into this language any more."))
    return State.DONE if bring_up_to_date(translation, source) else State.UNCHANGED, {}


def _retired(job):
    """Languages that the site no longer serves, asked once in a transaction."""
    if "retired" not in job.at_hand:
        job.at_hand["retired"] = set(RetiredLanguage.objects.values_list("locale_id", flat=True))
    return job.at_hand["retired"]


def _source(item, job):
    """The source of the item's original, read once for items that follow each other in one transaction."""
    if item.locale is None or item.locale_id in _retired(job):
        raise ValidationError(_("The site no longer has this language."))
    key = (item.data["model"], item.translation_key)
    if job.at_hand.get("thing") != key:
        thing = apps.get_model(key[0])._base_manager.filter(translation_key=key[1]).order_by("pk").first()
        if thing is None:
            raise ValidationError(_("It was deleted meanwhile."))
        job.at_hand["source"] = fresh_source(original_of(thing))
        job.at_hand["thing"] = key
    return job.at_hand["source"]
