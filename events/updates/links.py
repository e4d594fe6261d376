"""The way out that every update holds. It works for as long as the mail is there, whatever else of the person has changed."""

from events.personal_links import UNSUBSCRIBE, Purpose

DAY = Purpose("unsubscribe-day", "letters-unsubscribe-day")  # Consent.pk of the Day, the nonce of its person


def news(person):
    return UNSUBSCRIBE.link(person.pk, person.nonce, person.language or "en")


def day(consent):
    return DAY.link(consent.pk, consent.person.nonce, consent.person.language or "en")
