"""A site without the demo starts with one friendly page instead of an error."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from events.loading import load_places
from events.models import City
from home.models import HomePage


def make_first_page():
    """The home page of the default language and the places, where there are none; says whether it made the page."""
    if not City.objects.exists():
        load_places()
    if HomePage.objects.exists():
        return False
    locale = Locale.objects.get_or_create(language_code="en")[0]
    page = HomePage(
        title="Save North Korean Refugees Day", slug="en", demand="Stop sending them back.", locale=locale
    )
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision().publish()
    site = {"hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME, "root_page": page}
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    return True
