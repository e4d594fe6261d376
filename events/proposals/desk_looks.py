"""What the desk sees of a proposed event beside its words: the page as readers would see it, and the picture."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import View

from events.models import EventProposal
from events.proposals.previewing import page_to_see
from home.models import HubImage
from home.pictures import withholding

SEE = "events.view_eventproposal"


def reasons(error):
    """Each with its field, where it has one."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {' '.join(each)}" for name, each in error.message_dict.items()]


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(View):
    """The page as readers would see it, in a frame of the proposal's own page."""

    def get(self, request, pk):
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        proposal = get_object_or_404(
            EventProposal.objects.select_related("city", "edition", "coordinator", "sign_up", "event__city"),
            pk=pk,
        )
        if not proposal.content:
            raise Http404
        try:
            page = page_to_see(proposal)
        except ValidationError as error:
            words = {"reasons": reasons(error)}
            return TemplateResponse(request, "admin/proposals/no_preview.html", words)
        return page.make_preview_request(request, page.default_preview_mode)


class PictureView(View):
    """The picture of a proposal, which has no address yet."""

    def get(self, request, pk):
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        proposal = get_object_or_404(EventProposal, pk=pk)
        image = HubImage.every.filter(pk=proposal.picture_id).first()
        found = withholding.preview(image) if image else None
        if found is None:
            raise Http404
        return HttpResponse(found, content_type="image/jpeg", headers={"Cache-Control": "no-store"})
