"""A coordinator's room: one's own cities, opened by a personal link, without an account."""

from events.hosting.links import revoke, send_link, way_in
from events.hosting.rooms import HostActionView, HostFormView, HostMixin, HostView
from events.hosting.sessions import signed_in

__all__ = [
    "HostActionView",
    "HostFormView",
    "HostMixin",
    "HostView",
    "revoke",
    "send_link",
    "signed_in",
    "way_in",
]
