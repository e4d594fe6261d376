"""What the home page shows of the library."""

from home.languages import reader_language
from resources.models import ResourcePage, TestimonyPage


def what_is_new(page, request):
    reader = reader_language()
    return {
        "testimonies": list(
            TestimonyPage.objects.visible().best_for(reader).select_related("testimony").order_by("pk")[:2]
        ),
        "resources": list(
            ResourcePage.objects.visible().best_for(reader).select_related("resource").order_by("pk")[:4]
        ),
    }
