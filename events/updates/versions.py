"""Which words each reader gets: their language's, else what they would rather read, else the original."""

import hashlib
import json
from collections import Counter

from django.db.models import Count

from events.models import Edition, Update
from events.updates.readers import people
from home.languages import fallbacks, locales
from home.translation.sources import original_of


def content_of(update):
    """What is sent, as `UpdateSending.content` keeps it: {group, edition, original, versions: {language: {subject, text}}}.

    Published versions only; None where the original is none of them.
    """
    codes = {pk: code for code, pk in locales().items()}
    original = original_of(update)
    versions = {
        codes[each.locale_id]: {"subject": each.subject, "text": each.text}
        for each in Update.objects.filter(translation_key=update.translation_key, live=True)
        if each.locale_id in codes
    }
    code = codes.get(original.locale_id)
    if code not in versions:
        return None
    # The facts are the original's, whatever a translation was left with.
    return {
        "group": original.group,
        "edition": original.edition_id,
        "original": code,
        "versions": versions,
    }


def language_for(content, language):
    """The language of the version that a reader of `language` gets."""
    versions = content["versions"]
    return next((code for code in fallbacks(language or "en") if code in versions), content["original"])


def readers_of(content):
    """The queryset of those who get it now."""
    edition = Edition.objects.filter(pk=content["edition"]).first() if content["edition"] else None
    return people(content["group"], edition)


def spread(content):
    """[(language of readers, language of the version, how many)], most readers first. One query."""
    counted = readers_of(content).order_by().values_list("language").annotate(Count("pk"))
    found = Counter()
    for language, number in counted:
        found[(language or "en", language_for(content, language))] += number
    return sorted(
        ((language, version, number) for (language, version), number in found.items()),
        key=lambda row: (-row[2], row[0]),
    )


def fingerprint(content):
    """Changes as soon as a word of it does."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
