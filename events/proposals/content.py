"""What a host writes of an event: one dictionary, the same for the form, the proposal and the page. Pure but for models."""

import datetime
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from events.kinds import KINDS

TEXTS = {  # key → most characters
    "title": 150,
    "summary": 600,
    "text": 5000,
    "venue": 200,
    "address": 300,
    "organisation": 200,
    "picture_alt": 255,
    "relation": 40,  # of who tells of an event to it, as the sign-up asks for it
}
LINES = {"text", "address"}  # what may have more than one line
CHOICES = {
    "status": ("confirmed", "tentative"),
    "visibility": ("public", "by_link"),
    "display": ("anonymous", "organisation", "name"),
}
LINKS = 3
LINK_LENGTH = 300
FACTS = (
    "starts_on",
    "starts_time",
    "ends_on",
    "ends_time",
    "venue",
    "address",
    "kinds",
    "status",
    "visibility",
)
# Marks that turn the direction of all that follows, also of what isn't the host's.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def clean_text(value, lines=False):
    """A text without control characters, lone surrogates and marks that turn the direction of what stands around it."""
    text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = []
    for char in text:
        if char == "\n" or char.isspace():
            kept.append(char if char == "\n" and lines else " ")
        elif unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn") and ord(char) not in _TURNING:
            kept.append(char)
    text = "".join(kept)
    if not lines:
        return " ".join(text.split())
    found = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    while "\n\n\n" in found:
        found = found.replace("\n\n\n", "\n\n")
    return found.strip()


def is_link(text):
    """Whether a text is the whole address of a page, and nothing else."""
    try:
        parts = urlsplit(text)
        leads_somewhere = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return (
        leads_somewhere
        and text.startswith(("https://", "http://"))
        and len(text) <= LINK_LENGTH
        and not set(text) & set(" <>\"'\n")
    )


def read(content):
    """The same with every key, cleaned: whoever wrote it, it can be stored and shown."""
    found = {}
    for key, most in TEXTS.items():
        found[key] = clean_text(content.get(key), key in LINES)[:most].strip()
    kinds = content.get("kinds")
    found["kinds"] = [each for each in KINDS if isinstance(kinds, list | tuple) and each in kinds]
    for key in ("starts_on", "ends_on"):
        found[key] = _date(content.get(key))
    for key in ("starts_time", "ends_time"):
        found[key] = _time(content.get(key))
    for key, choices in CHOICES.items():
        found[key] = content[key] if content.get(key) in choices else choices[0]
    links = content.get("links") or [content.get("link")]
    links = [clean_text(each) for each in links if isinstance(each, str)]
    found["links"] = list(dict.fromkeys(each for each in links if is_link(each)))[:LINKS]
    picture = content.get("picture")
    found["picture"] = picture if isinstance(picture, int) else None
    if not found["picture"]:
        found["picture_alt"] = ""
    return found


def _date(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        found = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    return found.isoformat() if found else ""


def _time(value):
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    try:
        found = parse_time(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    return found.strftime("%H:%M") if found else ""


def parsed(key, text):
    """The date or the time that a content says in a text; None where it says none."""
    if not text:
        return None
    return parse_date(text) if key.endswith("_on") else parse_time(text)


def set_facts(event, content, keys=FACTS):
    """Write the facts that a content says onto an event; not saved. Raises ValidationError where they don't fit."""
    if "starts_on" in keys and not content["starts_on"]:
        raise ValidationError({"starts_on": _("Say on which date the event is.")})
    for key in keys:
        field = event._meta.get_field(key)
        value = content[key]
        setattr(event, key, field.to_python(value) if value or not field.null else None)


def of_event(event):
    """The facts of an event as a content says them; its status as far as a host chooses it in a form."""
    facts = {key: getattr(event, key) for key in FACTS}
    return {**facts, "venue": event.venue, "status": event.status}


def changed(before, after):
    """Keys that differ."""
    return [key for key in after if after[key] != before.get(key)]
