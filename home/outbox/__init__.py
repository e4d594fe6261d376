"""The one way out for mails. `queue` writes one in the transaction that caused it; the worker sends it, as often as needed.

A `Letter` says what a mail says, once; text and HTML are made of it. No mail is sent within a request: a mail server that
is away loses nothing and shows nobody an error. What Django and its libraries send comes here as well (`backend.py`).
"""

from home.outbox.keeping import standing
from home.outbox.letters import Letter
from home.outbox.queueing import cancel, forget, queue
from home.outbox.sending import deliver, deliver_due, send_again

__all__ = ["Letter", "cancel", "deliver", "deliver_due", "forget", "queue", "send_again", "standing"]
