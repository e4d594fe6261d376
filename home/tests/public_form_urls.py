"""A small public form and a page with a button, as other rooms build them; for test_public_forms.py."""

from importlib import import_module

from django import forms
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import ValidationError
from django.urls import path

from home.models import User
from home.public_forms import ButtonForm, PublicForm, PublicFormView, fields, notice

site = import_module(settings.ROOT_URLCONF)
handler403, handler404, handler500 = site.handler403, site.handler404, site.handler500
taken = []  # (what was cleaned, doubts) of each form that was taken


class LetterForm(PublicForm):
    form_name = "letter"
    sections = (("About you", "Shown to nobody.", ("name", "email", "language")),)

    name = fields.PersonNameField()
    email = fields.EmailAddressField(help_text="It is shown to nobody.")
    language = fields.LanguageField()
    city = forms.CharField(max_length=20, label="City")
    kinds = forms.MultipleChoiceField(
        label="Kinds",
        required=False,
        choices=[("vigil", "Vigil"), ("prayer", "Prayer")],
        widget=forms.CheckboxSelectMultiple,
        help_text="One or more.",
    )
    display = forms.ChoiceField(
        label="How you are shown",
        choices=[("anonymous", "Nobody sees my name"), ("name", "My name")],
        widget=forms.RadioSelect,
    )
    display.choice_help = {"anonymous": "The page says “anonymous host”."}
    text = fields.WordsField(label="Text", required=False)
    photo = forms.FileField(label="Photo", required=False)
    agree = forms.BooleanField(label="You may contact me", help_text="Needed.")


class LetterView(PublicFormView):
    form_class = LetterForm
    title = "Write to us"
    lead = "It takes a minute."

    def accept(self, form):
        if form.cleaned_data["city"] == "Taken":
            User.objects.create_user("never-kept@example.org")
            raise ValidationError({"city": "Somebody else was first."})
        taken.append((form.cleaned_data, form.doubts))
        return f"/en/thanks/{len(taken)}/"


class ConfirmView(PublicFormView):
    form_class = ButtonForm
    template_name = "notice_page.html"
    title, submit = "Confirm your address", "Confirm"

    def get_context(self, form):
        return {"sentences": ["Press the button, and it is done."]}

    def accept(self, form):
        taken.append((self.kwargs["which"], form.doubts))
        return "/en/thanks/0/"


def thanks(request, number):
    return notice(request, "Thank you", [f"That was number {number}."], link=("First page", "/en/"))


urlpatterns = [
    *i18n_patterns(
        path("letter/", LetterView.as_view()),
        path("confirm/<int:which>/", ConfirmView.as_view()),
        path("thanks/<int:number>/", thanks),
    ),
    *site.urlpatterns,
]
