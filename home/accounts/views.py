"""One's own account."""

from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel, NameEmailSettingsPanel
from wagtail.users.models import UserProfile

from home.accounts.forms import OwnNameForm


class NamePanel(NameEmailSettingsPanel):
    form_class = OwnNameForm


class AccountView(WagtailAccountView):
    """Wagtail's, with the one name that an account has and without a picture: nobody's face need be here."""

    def get_panels(self):
        user = self.request.user
        name = NamePanel(self.request, user, UserProfile.get_for_user(user))
        panels = [panel for panel in super().get_panels() if type(panel) is not AvatarSettingsPanel]
        return [name if type(panel) is NameEmailSettingsPanel else panel for panel in panels]
