"""The translation service, if the environment names one: texts are sent to nobody unless an operator says so."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SERVICES = ("deepl", "google", "libretranslate")
CLASSES = {
    "deepl": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
    "google": "wagtail_localize.machine_translators.google.GoogleCloudTranslator",
    "libretranslate": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
}


def machine_translator(environment):
    """(value of WAGTAILLOCALIZE_MACHINE_TRANSLATOR or None, [what is wrong with the settings]) of {variable: value}."""
    name = environment.get("MACHINE_TRANSLATOR", "").strip().lower()
    if not name:
        return None, []
    if name not in SERVICES:
        return None, [
            f"MACHINE_TRANSLATOR: set it to one of {', '.join(SERVICES)}, or leave it unset for no service."
        ]
    options, problems = _OPTIONS[name](environment)
    timeout = environment.get("MACHINE_TRANSLATOR_TIMEOUT", "30")
    if timeout.isdecimal() and 1 <= int(timeout) <= 120:
        options["TIMEOUT"] = int(timeout)
    else:
        problems.append("MACHINE_TRANSLATOR_TIMEOUT: set it to a number of seconds from 1 to 120.")
    return (None if problems else {"CLASS": CLASSES[name], "OPTIONS": options}), problems


def refuse_to_start(problems):
    if problems:
        raise ImproperlyConfigured("The hub does not start:\n  " + "\n  ".join(problems))


def _deepl(environment):
    options, problems = {"AUTH_KEY": environment.get("DEEPL_AUTH_KEY", "").strip()}, []
    if not options["AUTH_KEY"]:
        problems.append(
            "DEEPL_AUTH_KEY: set it to the key of your DeepL account, or unset MACHINE_TRANSLATOR."
        )
    if formality := environment.get("DEEPL_FORMALITY", ""):
        options["FORMALITY"] = formality
        if formality not in ("default", "prefer_less", "prefer_more"):
            problems.append("DEEPL_FORMALITY: set it to prefer_more or prefer_less, or leave it unset.")
    return options, problems


def _google(environment):
    options, problems = {"PROJECT_ID": environment.get("GOOGLE_PROJECT_ID", "").strip()}, []
    if not options["PROJECT_ID"]:
        problems.append(
            "GOOGLE_PROJECT_ID: set it to your project at Google Cloud, or unset MACHINE_TRANSLATOR."
        )
    if path := environment.get("GOOGLE_CREDENTIALS_FILE", ""):
        options["CREDENTIALS_PATH"] = path
    if not _installed("google.cloud.translate"):
        problems.append("MACHINE_TRANSLATOR: for google, install the package google-cloud-translate as well.")
    return options, problems


def _libretranslate(environment):
    options = {
        "LIBRETRANSLATE_URL": environment.get("LIBRETRANSLATE_URL", "").strip(),
        "API_KEY": environment.get("LIBRETRANSLATE_API_KEY", "").strip(),
    }
    address = urlsplit(options["LIBRETRANSLATE_URL"])
    near = address.hostname == "127.0.0.1" or "." not in (address.hostname or ".")
    if address.hostname and (address.scheme == "https" or (address.scheme == "http" and near)):
        return options, []
    return options, [
        "LIBRETRANSLATE_URL: set it to the https:// address of the server; http:// is only for one on this machine or its network."
    ]


_OPTIONS = {"deepl": _deepl, "google": _google, "libretranslate": _libretranslate}


def _installed(name):
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
