"""Private conversations on the hub: no address is shown to anybody before its owner releases it.

A mailed link leads to a door that says nothing; its button opens the conversation for some hours (`links`). Whoever looks at
links by themselves, a mail program or what stands before it, reads no message. Neither side learns when the other reads.
"""

from events.conversations.arriving import arrived
from events.conversations.asking import ask_staff
from events.conversations.introducing import hand_over, introduce, pass_on
from events.conversations.links import door
from events.conversations.talking import leave

__all__ = ["arrived", "ask_staff", "door", "hand_over", "introduce", "leave", "pass_on"]
