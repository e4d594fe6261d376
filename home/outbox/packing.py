"""A mail as the outbox keeps it (JSON, encrypted), and as Django sends it.

{to, subject, text, headers, html} of a `Letter`; of what libraries write also {from, reply_to, subtype, alternatives, attachments}.
"""

import base64
from email.mime.base import MIMEBase
from email.utils import getaddresses
from secrets import token_hex

from django.core.mail import EmailMultiAlternatives

from home.addresses import host
from home.languages import bcp47
from home.outbox.letters import one_line

MOST_ATTACHED = 5 * 1024 * 1024
# Each mail goes to one person and names itself; the rest is said by fields of the message.
OWN_HEADERS = {"to", "cc", "bcc", "from", "reply-to", "message-id", "date", "subject"}


def address_of(recipient):
    """The bare address in "Name <address>". Raises ValueError where there isn't exactly one."""
    found = getaddresses([recipient]) if recipient and recipient.isprintable() else []
    name, _at, domain = found[0][1].rpartition("@") if len(found) == 1 else ("", "", "")
    if not name or not domain or any(letter.isspace() for letter in found[0][1]):
        raise ValueError("A mail needs the address of one person.")
    return found[0][1]


def headers(language, more=None):
    """What every mail of ours says. It keeps its name however often it is tried, so that two copies are known as one."""
    ours = {
        "Message-ID": f"<{token_hex(16)}@{host()}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": bcp47(language),
    }
    theirs = {name: one_line(value) for name, value in (more or {}).items()}
    return ours | {name: value for name, value in theirs.items() if name.lower() not in OWN_HEADERS}


def packed(message, recipient, language):
    """What the outbox keeps of a Django message for one of its recipients."""
    alternatives = [
        [_text(each.content), each.mimetype] for each in getattr(message, "alternatives", []) if each.content
    ]
    content = {
        "to": recipient,
        "from": message.extra_headers.get("From", message.from_email),
        "reply_to": [str(each) for each in message.reply_to],
        "subject": one_line(message.subject),
        "text": str(message.body),
        "subtype": message.content_subtype,
        "alternatives": alternatives,
        "attachments": [_attached(each) for each in message.attachments],
        "headers": headers(language, message.extra_headers),
    }
    if sum(len(data) for _name, data, _kind in content["attachments"]) > MOST_ATTACHED * 4 / 3:
        raise ValueError("What is attached to the mail is too large. Give a link to it.")
    return {name: value for name, value in content.items() if value}


def _text(content):
    return content.decode() if isinstance(content, bytes) else str(content)


def _attached(attachment):
    if isinstance(attachment, MIMEBase):
        raise ValueError("The outbox takes attachments as (name, content, type) only.")
    name, content, kind = attachment
    if not isinstance(content, str | bytes):
        raise ValueError("The outbox takes attachments of text or bytes only.")
    data = content.encode() if isinstance(content, str) else content
    return [name, base64.b64encode(data).decode(), kind]


def unpacked(content, connection):
    """The Django message that `content` says."""
    message = EmailMultiAlternatives(
        content["subject"],
        content.get("text", ""),
        from_email=content.get("from"),
        to=[content["to"]],
        reply_to=content.get("reply_to"),
        headers=content["headers"],
        connection=connection,
    )
    message.content_subtype = content.get("subtype", "plain")
    if content.get("html"):
        message.attach_alternative(content["html"], "text/html")
    for words, kind in content.get("alternatives", []):
        message.attach_alternative(words, kind)
    for name, data, kind in content.get("attachments", []):
        message.attach(name, base64.b64decode(data), kind)
    return message
