"""Who of the desk looks after what: one column and one choice for every list."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

CHOICES = [("me", _("me")), ("nobody", _("nobody"))]
ASSIGNED_COLUMN = Column("assigned_to", label=_("Assigned to"))
"""Lists that show it select `assigned_to` along, or each row asks for it."""


def narrow(found, chosen, user):
    """`chosen`: one of CHOICES; anything else leaves all."""
    if chosen == "me":
        return found.filter(assigned_to=user)
    return found.filter(assigned_to=None) if chosen == "nobody" else found


class AssignedFilter(django_filters.ChoiceFilter):
    """For lists of Wagtail's; lists of ours read CHOICES and `narrow` themselves."""

    def __init__(self):
        super().__init__(
            label=_("Assigned to"), choices=CHOICES, empty_label=_("anybody"), widget=forms.RadioSelect
        )

    def filter(self, found, value):
        return narrow(found, value, self.parent.request.user)
