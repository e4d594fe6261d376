"""Hosts on the form of an event's facts: who a private person is, and how they are shown, is the desk's alone."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

DESK = "events.view_privatecontact"


class HostForm(WagtailAdminModelForm):
    """Without the right to see contacts there is no field for the person, so nothing that is sent can set or clear it.

    How a person is shown was agreed with that person: on such a host the display is read-only for everybody else.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user and self.for_user.has_perm(DESK):
            return
        self.fields.pop("person", None)
        if self.instance.person_id:
            for name in ("display", "organisation"):
                if name in self.fields:
                    self.fields[name].disabled = True
            if "display" in self.fields:
                self.fields["display"].help_text = _(
                    "Agreed with a person whom the coordinator desk knows. The desk changes it."
                )


class HostsPanel(InlinePanel):
    """Wagtail hides a field by permission in the main form only; a child form has to learn who asks."""

    def __init__(self, relation_name, *args, **kwargs):
        kwargs["panels"] = ["organisation", "person", "display"]
        super().__init__(relation_name, *args, **kwargs)

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name].update(form=HostForm, inherit_kwargs=["for_user"])
        return options
