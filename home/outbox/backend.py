"""What Django sends (and allauth, and Wagtail) is written into the outbox like every other mail, in the transaction at hand."""

from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError

from home.languages import reader_language
from home.outbox.packing import packed
from home.outbox.queueing import enqueue

KIND = "notice"


class NotWritten(Exception):
    """The outbox did not take a mail. Says nothing else: the caller may log it, with the address."""


class OutboxBackend(BaseEmailBackend):
    """Each recipient, in copy or not, gets a mail of their own: nobody sees another's address."""

    def send_messages(self, email_messages):
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message):
        language = reader_language()
        contents = [packed(message, each, language) for each in dict.fromkeys(message.recipients())]
        failed = False
        try:
            for content in contents:
                enqueue(getattr(message, "kind", KIND), language, content)
        except DatabaseError:
            failed = True
        if failed:
            raise NotWritten
