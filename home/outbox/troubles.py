"""What went wrong when a mail was to be sent: whose fault it is, so what to do next. Never a word of the mail server.

A mail server's own words may hold the address, so only the kind of the error and its number are kept.
"""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import BadHeaderError

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
ATTEMPTS = 16  # over about two days
# An address that does not exist, words that look like spam: but limits of a day are said in the same way.
REFUSED_PAUSES = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))
UNFIT = (
    BadHeaderError,
    ImproperlyConfigured,
    KeyError,
    TypeError,
    ValueError,
)  # as it is, it can't be sent at all


@dataclass(frozen=True)
class Trouble:
    name: str
    of_server: bool = False  # then others would fare alike
    is_refused: bool = False
    is_unfit: bool = False

    def pause(self, attempts):
        """How long to wait after so many attempts, or None when it is given up."""
        if self.is_unfit:
            return None
        if self.is_refused:
            return REFUSED_PAUSES[attempts - 1] if attempts <= len(REFUSED_PAUSES) else None
        return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE) if attempts < ATTEMPTS else None


def judge(error):
    """The `Trouble` that an exception means."""
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values() if isinstance(code, int)]
        return _of_mail(name, max(codes, default=0))
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code != 421:
        return _of_mail(name, error.smtp_code)
    if isinstance(error, smtplib.SMTPResponseException):
        return Trouble(f"{name} {error.smtp_code}", of_server=True)
    if isinstance(error, OSError):
        return Trouble(name, of_server=True)
    return Trouble(name, is_unfit=isinstance(error, UNFIT))


def _of_mail(name, code):
    return Trouble(f"{name} {code}", is_refused=500 <= code < 600)
