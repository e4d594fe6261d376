"""What translators, reviewers and staff say to each other about a passage."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail_localize.models import StringSegment

from home.models import PassageComment
from home.translation.workbench.addresses import address_of_translation
from home.translation.workbench.opening import open_work

LONGEST = PassageComment._meta.get_field("words").max_length


@require_POST
def comment(request, pk, segment):
    """Say something about a passage. One may while it is locked: that is when reviewers speak."""
    work = open_work(request, pk)
    passage = get_object_or_404(StringSegment, pk=segment, source_id=work.translation.source_id)
    words = request.POST.get("comment", "").strip()
    if not words:
        messages.error(request, _("The comment is empty."))
    elif len(words) > LONGEST:
        text = _("The comment is longer than %(longest)d characters: %(words)s")
        messages.error(request, text % {"longest": LONGEST, "words": words})
    else:
        PassageComment.objects.create(
            context_id=passage.context_id,
            locale=work.translation.target_locale,
            author=request.user,
            words=words,
        )
    return redirect(address_of_translation(pk, segment))


@require_POST
def settle(request, pk, comment):
    """What was said is dealt with, or is not after all."""
    work = open_work(request, pk)
    said = get_object_or_404(
        PassageComment,
        pk=comment,
        locale=work.translation.target_locale,
        context__object_id=work.translation.source.object_id,
    )
    if request.POST.get("settled") not in ("yes", "no"):
        raise Http404
    settled = request.POST["settled"] == "yes"
    said.settled_at = timezone.now() if settled else None
    said.settled_by = request.user if settled else None
    said.save(update_fields=["settled_at", "settled_by"])
    segments = StringSegment.objects.filter(source_id=work.translation.source_id, context_id=said.context_id)
    return redirect(address_of_translation(pk, segments.values_list("pk", flat=True).first()))
