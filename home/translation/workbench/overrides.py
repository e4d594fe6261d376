"""What a translation shares with its original unless somebody chooses otherwise for it: pictures, files, links."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import blocks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from home.translation.workbench.addresses import address_of_translation
from home.translation.workbench.opening import open_to_write
from home.translation.workbench.places import Place, place

TEXT = (
    models.CharField,
    models.TextField,
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
)
TEXT = (*TEXT, blocks.RichTextBlock)  # the address of a link in it
CHOOSE = ["choose"]


@dataclass
class Choice:
    """A shared value, and what was chosen for this language instead, if anything."""

    pk: int
    place: Place
    shared: object
    own: object = None
    chosen: bool = False
    error: str = ""
    form: forms.Form | None = None

    @property
    def value(self):
        return self.own if self.chosen else self.shared

    @property
    def picture(self):
        return self.value if isinstance(self.value, get_image_model()) else None


def choices(work):
    """[Choice] of what can be chosen anew in this translation, in reading order."""
    translation = work.translation
    instance = translation.source.as_instance()
    segments = OverridableSegment.objects.filter(source=translation.source).select_related("context")
    placed = [
        (segment, where, *_field(where, work.user))
        for segment in segments.order_by("order", "pk")
        for where in [place(instance, segment.context.path)]
    ]
    own = {
        each.context_id: each
        for each in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        )
    }
    things = _things(placed, own)
    found = []
    for segment, where, model, field in placed:
        if field is None:
            continue
        override = own.get(segment.context_id)
        shared = things[model].get(segment.data) if model else segment.data
        mine = override and (things[model].get(override.data) if model else override.data)
        form = _form(field)(initial={"value": mine if override else shared}, prefix=segment.pk)
        error = override.field_error if override else ""
        found.append(Choice(segment.pk, where, shared, mine, bool(override), error, form))
    return found


def _things(placed, own):
    """{model: {pk: thing}} of all that is shared or chosen: one query a model, however many there are."""
    wanted = defaultdict(set)
    for segment, _where, model, _field in placed:
        if model:
            override = own.get(segment.context_id)
            wanted[model] |= {segment.data, *([override.data] if override else [])}
    return {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}


@require_POST
@transaction.atomic
def choose(request, pk, segment):
    """Choose something else for this language, or share the original's again."""
    work = open_to_write(request, pk)
    translation = work.translation
    segment = get_object_or_404(
        OverridableSegment.objects.select_related("context"), pk=segment, source=translation.source
    )
    where = place(translation.source.as_instance(), segment.context.path)
    model, field = _field(where, request.user)
    if field is None:
        raise PermissionDenied
    here = {"context": segment.context, "locale": translation.target_locale}
    if "share" in request.POST:
        SegmentOverride.objects.filter(**here).delete()
    else:
        form = _form(field)(request.POST, prefix=segment.pk)
        if not form.is_valid():
            for reason in form.errors.get("value", []):
                messages.error(request, f"{where.heading}: {reason}")
            return redirect(address_of_translation(pk) + f"#c{segment.pk}")
        value = form.cleaned_data["value"]
        SegmentOverride.objects.update_or_create(
            **here,
            defaults={
                "data_json": json.dumps(value.pk if model else value),
                "last_translated_by": request.user,
                "has_error": False,
                "field_error": "",
            },
        )
    Translation.objects.filter(pk=translation.pk).update(translations_last_updated_at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect(address_of_translation(pk) + f"#c{segment.pk}")


class ThingField(forms.ModelChoiceField):
    """Shows a thing that is at hand without asking for it again."""

    def prepare_value(self, value):
        return value if isinstance(value, models.Model) else super().prepare_value(value)


def _form(field):
    return type("ChoiceForm", (forms.Form,), {"value": field})


def _field(where, user):
    """(the model of what is chosen or None, a form field for it); (None, None) where this person can't choose anything."""
    field = where.field
    model = getattr(field, "related_model", None) or getattr(field, "target_model", None)
    widget = next((widget for kind, widget in _choosers() if model and issubclass(model, kind)), None)
    if widget is not None:
        offered = _offered(model, user)
        if offered is None:
            return None, None
        return model, ThingField(offered, widget=widget(), label=where.label or where.heading)
    if isinstance(field, TEXT):
        kind = forms.URLField if _is_address(field) else forms.CharField
        extra = {"assume_scheme": "https"} if kind is forms.URLField else {}
        return None, kind(max_length=500, label=where.label or where.heading, validators=[no_script], **extra)
    return None, None


def _choosers():
    return (
        (get_image_model(), AdminImageChooser),
        (get_document_model(), AdminDocumentChooser),
        (Page, AdminPageChooser),
    )


def _offered(model, user):
    """What this person may choose from: pages that are before readers, files that are theirs to choose; None for none."""
    if issubclass(model, Page):
        return model._base_manager.live().public()
    policy = images if issubclass(model, get_image_model()) else documents
    if not policy.user_has_any_permission(user, CHOOSE):
        return None
    return policy.instances_user_has_any_permission_for(user, CHOOSE)


def _is_address(field):
    return isinstance(field, models.URLField | blocks.URLBlock)


def no_script(value):
    if ":" in value and value.split(":", 1)[0].strip().casefold() not in ("http", "https", "mailto", "tel"):
        raise ValidationError(_("An address begins with https://."))
