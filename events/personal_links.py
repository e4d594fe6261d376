"""Links that a mail holds: signed, for one purpose, void as soon as the nonce they carry is another. No datum of a person.

Opening one changes nothing, ever: mail programs look at links by themselves. The page behind it has the button. Where there is
something private to read, that page is a door (`events/doors.py`) and what it opens a `Room`.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from home.addresses import whole
from home.languages import served

SALT = "events.personal_links"


@dataclass(frozen=True)
class Purpose:
    """`view`: name of the view that takes the token. Tokens of one purpose are of no use for another."""

    name: str
    view: str

    def token(self, pk, nonce):
        return signing.dumps([pk, nonce], salt=f"{SALT}.{self.name}")

    def link(self, pk, nonce, language):
        """The whole address, in this language where the site has it."""
        from django.utils.translation import override

        with override(language if language in served() else "en"):
            return whole(reverse(self.view, args=[self.token(pk, nonce)]))

    def read(self, token, max_age=None):
        """(pk, nonce), or None where it was not signed by us for this."""
        try:
            pk, nonce = signing.loads(token, salt=f"{SALT}.{self.name}", max_age=max_age)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return pk, nonce


@dataclass(frozen=True)
class Room:
    """What a door opens: an address that no mail holds, signed for some hours. `view` takes the token."""

    name: str
    view: str
    hours: int

    def address(self, *names):
        """The address, from now on for some hours, of what these name: primary keys, nonces."""
        return reverse(self.view, args=[signing.dumps(names, salt=f"{SALT}.{self.name}")])

    def read(self, token):
        """What `address` was given, or None where it is not one of ours or too old."""
        try:
            return signing.loads(token, salt=f"{SALT}.{self.name}", max_age=self.hours * 60 * 60)
        except (signing.BadSignature, ValueError, TypeError):
            return None


CONFIRM = Purpose("confirm", "sign-up-confirm")  # a sign-up: SignUp.pk, its nonce
MINE = Purpose("mine", "sign-up-mine")  # what is mine: PrivateContact.pk, its nonce
EMAIL = Purpose(
    "email", "sign-up-email"
)  # another address: PrivateContact.pk, its nonce and the hash of the address
SEEKER = Purpose("seeker", "conversation-seeker")  # Conversation.pk, seeker_nonce
COORDINATOR_SIDE = Purpose("coordinator", "conversation-coordinator")  # Conversation.pk, coordinator_nonce
PROPOSAL = Purpose("proposal", "proposal-answer")  # EventProposal.pk, the nonce of who told of it
HOST = Purpose("host", "host-open")  # Coordinator.pk, its nonce
LETTER = Purpose("letter", "host-letter")  # LetterReader.pk, the nonce of its person
AGAIN = Purpose("again", "host-again")  # "Coordinator.pk.Edition.pk", the nonce of the person
FOLLOW = Purpose("follow", "host-follow")  # HandOver.pk, its nonce
UNSUBSCRIBE = Purpose("unsubscribe", "letters-unsubscribe")  # PrivateContact.pk, its nonce

MINE_ROOM = Room("room", "sign-up-room", hours=4)  # as MINE
CONVERSATION_ROOM = Room(
    "conversation", "conversation-room", hours=12
)  # Conversation.pk, nonce of a side, the side
PROPOSAL_ROOM = Room("proposal-room", "proposal-room", hours=12)  # as PROPOSAL
LETTER_ROOM = Room("letter-room", "host-letter-room", hours=12)  # as LETTER
