"""One form for words and facts."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from home.facts.drafts import apply, changes, overtaken, values_of
from home.publishing import GatedPageForm

PREFIX = "facts-"
SEEN = "facts-seen"


class RecordForm(WagtailAdminModelForm):
    """The record's own fields with the admin's widgets; lists that hang on it have their own form in the admin."""

    class Meta:
        formsets = []


class ShownByItsPanel(forms.BoundField):
    """Says nothing by itself: at the end of a form Wagtail writes every field that is none of the page's own once
    more, and a browser would send both, the untouched one last."""

    def __str__(self):
        return ""


class FactsPanel(FieldPanel):
    """A field of the record on the page's form: the form adds it, so it is none of the page's own fields."""

    def get_form_options(self):
        return {}


class RecordLinkPanel(Panel):
    """A link to the record's own form, where what hangs on it (hosts, files, captions) is edited."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/record_link.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.record_id:
                context["record_url"] = AdminURLFinder(self.request.user).get_edit_url(self.instance.facts)
            return context


def facts_panels(names, heading):
    """The facts as one group of the page's form, and the way to the record itself."""
    return MultiFieldPanel(
        [
            *[FactsPanel(f"{PREFIX}{name}") for name in names],
            FactsPanel(SEEN, classname="w-hidden"),
            RecordLinkPanel(),
        ],
        heading=heading,
        help_text=_(
            "The same in every language; they change everywhere when the original page is published."
        ),
    )


class FactsPageForm(GatedPageForm):
    """A page's form with the facts of its record beside the words; on a translation the facts are read-only.

    `facts-seen` carries the stored facts that the editor saw, so that only what they changed counts as changed, and a
    change that somebody else made meanwhile is told instead of undone.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        model = page._meta.get_field(page.facts_field).related_model
        stored = model.objects.get(pk=page.record_id) if page.record_id else model()
        self.stored = values_of(stored, page.facts_fields)
        form_class = forms.modelform_factory(
            model, form=RecordForm, fields=page.facts_fields, formfield_callback=formfield_for_dbfield
        )
        self.facts_form = form_class(
            data=self.data if self.is_bound else None,
            instance=apply(stored, page.facts_draft),
            prefix=PREFIX.rstrip("-"),
        )
        self.facts_editable = page.pk is None or page.is_original
        for name, field in self.facts_form.fields.items():
            field.disabled = not self.facts_editable
            if field.disabled:
                field.help_text = _("The same in every language. Change it on the original page.")
            field.bound_field_class = ShownByItsPanel
            self.fields[f"{PREFIX}{name}"] = field
            self.initial[f"{PREFIX}{name}"] = self.facts_form.get_initial_for_field(field, name)
        self.fields[SEEN] = forms.CharField(
            required=False, widget=forms.HiddenInput, bound_field_class=ShownByItsPanel
        )
        self.initial[SEEN] = json.dumps(self.stored)

    def _seen(self):
        """The stored facts that stood beside the editor's; what is stored now where the form doesn't say."""
        try:
            seen = json.loads(self.data.get(SEEN, ""))
            return {name: seen[name] for name in self.stored}
        except (ValueError, TypeError, KeyError):
            return self.stored

    def clean(self):
        cleaned = super().clean()
        self.draft = None
        if not self.facts_editable:
            return cleaned
        if not self.facts_form.is_valid():
            for name, errors in self.facts_form.errors.items():
                field = f"{PREFIX}{name}" if name in self.facts_form.fields else None
                for error in errors:
                    if field is None or error not in self.errors.get(field, []):
                        self.add_error(field, error)
            return cleaned
        page = self.instance
        self.draft = changes(self._seen(), values_of(self.facts_form.instance, page.facts_fields))
        if page.record_id:
            for name in overtaken(type(self.facts_form.instance).objects.get(pk=page.record_id), self.draft):
                self.add_error(
                    f"{PREFIX}{name}",
                    _(
                        "Somebody changed this while you were writing. Open the page again to see what it is now."
                    ),
                )
        return cleaned

    def gated_instance(self):
        self._hand_over()
        return self.instance

    def save(self, commit=True):
        self._hand_over()
        return super().save(commit)

    def _hand_over(self):
        """Give the page what was typed: a draft of changes, or a new record that is saved with the page and not before."""
        page = self.instance
        if not self.facts_editable:
            return
        if page.record_id:
            page.facts_draft = self.draft
        else:
            setattr(page, page.facts_field, self.facts_form.instance)
