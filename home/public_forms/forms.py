"""The base of forms that anybody may send."""

from datetime import timedelta

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext, gettext_lazy

from home.public_forms import tokens

LONGEST = 5000  # characters of a field that says nothing else
TOKEN, HONEYPOT = "token_field", "website"
NOT_OFFERED = gettext_lazy("Choose from the list.")


class PublicForm(forms.Form):
    """`name` is the form's own, for its token (`form_name` where a field is called "name"). `sections`: ((legend, help, (field names)), …) in the order of the page.

    After `is_valid()`: `doubts` is a list of codes ("honeypot", "too-quick"; the view adds "often"), `token` the `tokens.Token`.
    The token and the honeypot are no fields, so nothing of them is in `cleaned_data`.
    """

    name = form_name = ""
    sections = ()
    use_required_attribute = False
    quickest = timedelta(seconds=3)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.token, self.doubts, self.trouble = None, [], ""
        for field in self.fields.values():
            _guard(field)

    @classmethod
    def purpose(cls):
        """What its tokens are good for."""
        return cls.form_name or cls.name or cls.__name__

    def groups(self):
        """[(legend, help, [bound fields])]. A field that no section names stands at the end, so that none is lost."""
        placed = {name for _legend, _help, names in self.sections for name in names}
        rest = [name for name in self.fields if name not in placed and not self[name].is_hidden]
        sections = [*self.sections, ("", "", rest)] if rest else self.sections
        return [(legend, help, [self[name] for name in names]) for legend, help, names in sections]

    @property
    def token_value(self):
        """What the hidden input holds: the token the form came with while it can still be taken, else a fresh one.

        Who had an old one of ours has taken their time already.
        """
        sent = self._sent(TOKEN)
        found = tokens.read(sent, self.purpose())
        if found and not found.is_stale and self.trouble != "sent before":
            return sent
        return tokens.give(self.purpose(), ago=self.quickest if found else timedelta())

    def full_clean(self):
        super().full_clean()
        if not self.is_bound:
            return
        self.token = tokens.read(self._sent(TOKEN), self.purpose())
        if not self.trouble and (self.token is None or self.token.is_stale):
            self.trouble = "stale"
        if self.trouble:
            self.add_error(None, forms.ValidationError(_trouble(self.trouble), code=self.trouble))
        if self._errors:
            self._ask_for_files_again()
            return
        self.doubts = ["honeypot"] if self._sent(HONEYPOT).strip() else []
        if self.token.age < self.quickest:
            self.doubts.append("too-quick")

    def ask_again(self, trouble):
        """It may be all right, but is not taken as it came: "foreign", "sent before"."""
        self.trouble, self._errors = trouble, None

    def refuse(self, error):
        """What turned out only when the form was about to be taken."""
        self.add_error(None, error)
        self._ask_for_files_again()

    def _sent(self, name):
        """Hidden inputs may be missing, or sent twice or as anything."""
        value = self.data.get(name) if self.is_bound else ""
        return value if isinstance(value, str) else ""

    def _ask_for_files_again(self):
        """No browser keeps a chosen file when a form is shown once more: say so, by its field."""
        for name, field in self.fields.items():
            sent = isinstance(field, forms.FileField) and self.files.get(self.add_prefix(name))
            if sent and name not in self._errors:
                message = gettext("Choose the file once more: your browser has not kept it.")
                self.add_error(name, forms.ValidationError(message, code="choose-again"))


class ButtonForm(PublicForm):
    """Nothing but a button, for pages behind mailed links: opening them changes nothing, the button does."""

    name = "button"


def _guard(field):
    """Nothing without end is taken in, and no error repeats what somebody made up for a list."""
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.max_length = LONGEST
        field.validators = [*field.validators, MaxLengthValidator(LONGEST)]
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        field.error_messages = {**field.error_messages, "invalid_choice": NOT_OFFERED}
        field.error_messages |= {"invalid_pk_value": NOT_OFFERED, "invalid_list": NOT_OFFERED}


def _trouble(code):
    return {
        "stale": gettext(
            "This form was open for too long. Nothing you wrote is lost: look at it once more and send it again."
        ),
        "foreign": gettext(
            "This form did not come from a page of this site, so it was not taken. If it says what you want to say, send it now."
        ),
        "sent before": gettext(
            "You have sent this form already, and it says something else now. If you want to send that as well, send it now."
        ),
    }[code]
