"""Which machines can draft from one language into another: OpenCC always, a service where the operator set one up."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from home.translation.machine import chinese

OPENCC = "opencc"
# wagtail-localize's own classes know no codes for the two written forms of Chinese, no limits and no refusals.
OURS = {
    "wagtail_localize.machine_translators.deepl.DeepLTranslator": "home.translation.machine.services.deepl.DeepL",
    "wagtail_localize.machine_translators.google.GoogleCloudTranslator": (
        "home.translation.machine.services.google.Google"
    ),
    "wagtail_localize.machine_translators.libretranslate.LibreTranslator": (
        "home.translation.machine.services.libretranslate.LibreTranslate"
    ),
}


@dataclass(frozen=True)
class Tool:
    """`name` in addresses and rows, `label` for people; `outside`: texts leave this site for it."""

    name: str
    label: str
    outside: bool = False


def service():
    """The translator that the operator set up, an object with wagtail-localize's `translate` and `can_translate`; or None."""
    setting = getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None)
    if not setting:
        return None
    return import_string(OURS.get(setting["CLASS"], setting["CLASS"]))(setting.get("OPTIONS", {}))


def tools_for(source_locale, target_locale):
    """[Tool] that can draft from one language into the other, what works without a service first."""
    found = []
    if chinese.can_draft(source_locale.language_code, target_locale.language_code, _languages):
        found.append(Tool(OPENCC, _("OpenCC, from the other Chinese")))
    outside = service()
    if outside is not None and outside.can_translate(source_locale, target_locale):
        found.append(Tool(_name(outside), outside.display_name, outside=True))
    return found


def tool_named(name, source_locale, target_locale):
    """The Tool of that name if it can draft here, or None."""
    return next((tool for tool in tools_for(source_locale, target_locale) if tool.name == name), None)


def label_of(name):
    """What people call the tool that made a draft; for one that is set up no more, its name."""
    if name == OPENCC:
        return "OpenCC"
    outside = service()
    return outside.display_name if outside is not None and _name(outside) == name else name


def _name(outside):
    return type(outside).__name__.lower()


def _languages():
    return set(Locale.objects.values_list("language_code", flat=True))
