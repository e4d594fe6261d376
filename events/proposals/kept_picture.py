"""A picture of a form that isn't lost: kept when anything else is to be mended, and named by a signed reference."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.proposals import pictures
from home.models import HubImage
from home.public_forms import limits

MOST_PICTURES = 30  # an hour of one host


class KeepsPicture:
    """For a form with the fields `picture`, `kept_picture` and `without_picture`, and a `holder`."""

    picture_pk = stored = None

    def find_picture(self, there):
        """`there`: the pk of the picture that the event has already."""
        sent = self.data.get("kept_picture", "") if self.is_bound else ""
        self.picture_pk = pictures.referred(sent, self.holder) or there
        self._offer_picture()

    def _offer_picture(self):
        """A picture that is there already needs not be chosen again."""
        if "picture" not in self.fields:
            return
        if not self.picture_pk:
            self.fields.pop("without_picture", None)
            self.sections = tuple(
                (legend, help, [name for name in names if name in self.fields])
                for legend, help, names in self.sections
            )
            return
        self.fields["picture"].help_text = _(
            "There is one already. Choose a file only to put another in its place."
        )
        self._keep_reference()

    def _keep_reference(self):
        reference = pictures.reference(self.picture_pk, self.holder)
        self.initial["kept_picture"] = reference
        if self.is_bound:
            self.data = self.data.copy()
            self.data["kept_picture"] = reference

    def _ask_for_files_again(self):
        """No browser keeps a chosen file; we do. What is wrong with a file itself, its field says."""
        if self.trouble != "foreign" and self.store_picture():
            self._offer_picture()
        else:
            super()._ask_for_files_again()

    def take_picture(self):
        """As `store_picture`, for a form that is all right otherwise. Raises ValidationError."""
        if not self.store_picture():
            message = _(
                "You have sent many pictures within an hour. Send the event without one, or wait a little."
            )
            raise ValidationError({"picture": message})

    def store_picture(self):
        """Keep what was uploaded, if anything was, also where a transaction has forgotten it. Returns whether it is kept."""
        upload = self.cleaned_data.get("picture")
        if not upload or (self.stored and HubImage.every.filter(pk=self.stored).exists()):
            return True
        if limits.too_often("host-picture", self.holder, MOST_PICTURES):
            return False
        self.stored = self.picture_pk = pictures.keep(upload).pk
        return True
