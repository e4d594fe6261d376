"""Original pictures: never public, opened by staff who work with them."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy

FOLDER = "original_images/"
ACTIONS = ["add", "change", "delete", "choose"]


@require_safe
def serve(request, name):
    """`name`: as the storage knows it, from the folder of originals."""
    if not request.user.is_authenticated:
        raise Http404
    image = get_object_or_404(get_image_model(), file=name)
    if not permission_policy.user_has_any_permission_for_instance(request.user, ACTIONS, image):
        raise Http404
    try:
        response = FileResponse(image.file.storage.open(image.file.name))
    except OSError:
        raise Http404 from None
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
