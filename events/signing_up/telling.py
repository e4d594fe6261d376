"""What somebody tells of an event, as it is kept with the sign-up until staff have read it."""

import datetime
import json

from django.utils.translation import gettext_lazy as _

RELATIONS = {
    "organises": _("I organise it, or help to"),
    "comes": _("I will be there"),
    "knows": _("I only heard of it"),
}
KEPT = (
    "title",
    "kinds",
    "starts_on",
    "starts_time",
    "ends_on",
    "ends_time",
    "venue",
    "address",
    "text",
    "link",
    "organisation",
    "relation",
)


def as_details(cleaned):
    """JSON of the answers of a form."""
    return json.dumps({name: _plain(cleaned[name]) for name in KEPT}, ensure_ascii=False, sort_keys=True)


def told(sign_up):
    """The same as a dict, for a proposal; {} where a sign-up tells of nothing."""
    return json.loads(sign_up.details) if sign_up.details else {}


def _plain(value):
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes")
    return (
        value.isoformat() if isinstance(value, datetime.date) else value or ("" if value is None else value)
    )
