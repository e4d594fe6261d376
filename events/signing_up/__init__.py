"""Forms without an account: to join, to become a coordinator, to tell of an event; and what a person may do with what they sent.

`confirm`, `release`, `decline`, `withdraw`, `erase` are the ways of a sign-up; `participants` says who comes.
"""

from events.signing_up.confirming import confirm
from events.signing_up.deciding import decline, release, withdraw
from events.signing_up.erasing import erase
from events.signing_up.people import participants, with_address

__all__ = ["confirm", "decline", "erase", "participants", "release", "with_address", "withdraw"]
