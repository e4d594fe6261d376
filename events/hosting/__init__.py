"""A coordinator's room: one's own cities, opened by a personal link, without an account."""

from events.hosting.accepting import NotWaiting, accept
from events.hosting.leaving import take_off, withdraw
from events.hosting.letters import approve_letter, reject_letter
from events.hosting.links import revoke, send_link, way_in
from events.hosting.rooms import HostActionView, HostFormView, HostMixin, HostView
from events.hosting.sessions import signed_in

__all__ = [
    "HostActionView",
    "HostFormView",
    "HostMixin",
    "HostView",
    "NotWaiting",
    "accept",
    "approve_letter",
    "reject_letter",
    "revoke",
    "send_link",
    "signed_in",
    "take_off",
    "way_in",
    "withdraw",
]
