"""What a mail says, and how it looks as text and as HTML."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from home.languages import bcp47, direction
from home.outbox.wrapping import wrapped


@dataclass(frozen=True)
class Letter:
    """Words in the recipient's language. `action`: (label, whole address) of the one thing to do."""

    subject: str
    paragraphs: tuple = ()
    greeting: str = ""
    action: tuple | None = None
    after: tuple = ()  # what follows below the button
    reason: str = ""  # why this person gets it; stands small at the foot
    links: bool = False  # addresses in the paragraphs become links: only of what staff wrote

    def rendered(self):
        """{subject, text, html} in the language that is active."""
        words = {
            "letter": self,
            "site_name": settings.SITE_NAME,
            "site_address": settings.SITE_ADDRESS,
            "lang": bcp47(get_language()),
            "dir": direction(get_language()),
        }
        return {
            "subject": one_line(self.subject),
            "text": wrapped(render_to_string("mail/letter.txt", words).strip()) + "\n",
            "html": render_to_string("mail/letter.html", words).strip() + "\n",
        }


def one_line(text):
    """Nothing that ends a header is in it."""
    return " ".join(str(text).replace("\0", "").split())
