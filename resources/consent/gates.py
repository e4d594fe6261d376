"""What asks the consent before anything of an account goes anywhere."""

from resources.consent.covering import Purpose, reasons_against, reasons_against_page
from resources.models import TestimonyPage


def consent_gate(page):
    """No consent, no publication."""
    return reasons_against_page(page) if isinstance(page, TestimonyPage) else []


def against_machines(original, locale):
    """Why no machine may translate an account into a language, a converter between the two forms of Chinese included."""
    return _against(original, locale, Purpose.MACHINE_TRANSLATION)


def against_taking_along(original, locale):
    """Why translators may not take files of an account along: those can't be called back."""
    return _against(original, locale, Purpose.OFFLINE_COPIES)


def _against(page, locale, purpose):
    if not isinstance(page, TestimonyPage):
        return []
    return reasons_against(page.testimony, locale.language_code, purpose)
