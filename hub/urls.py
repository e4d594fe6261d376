"""All addresses of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import feeds, routing
from home.accounts.urls import bypass_patterns
from home.cards import views as cards
from home.filekeeping import documents
from hub import health, sitemap
from hub.api import api_router
from hub.files import public_upload
from resources.downloads import short

handler403 = "hub.errors.permission_denied"
handler404 = "hub.errors.not_found"
handler500 = "hub.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", sitemap.robots),
    path("sitemap.xml", sitemap.index, name="sitemap_index"),
    path("sitemap-<slug:name>.xml", sitemap.sitemap, name="sitemap"),
    path("api/v2/", api_router.urls),
    path("card/<int:pk>-<slug:signature>.png", cards.card, name="card"),
    *bypass_patterns,
    path("account/", include("home.accounts.urls")),
    path("admin/", include("home.desk.editor_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("r/<slug:code>", short.follow, name="short-address"),
    path("r/<slug:code>.svg", short.picture, name="short-address-code"),
    re_path(r"^documents/(\d+)/(.*)$", documents.serve, name="document"),
    path("documents/", include(wagtaildocs_urls)),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(r"^media/(?P<path>.*)$", public_upload),
    path("", routing.choose_language, name="choose_language"),
]
urlpatterns += i18n_patterns(
    path("search/", include("search.urls")),
    path("calendars/", include("events.urls")),
    path("cities/", include("events.finding.urls")),
    path("safety/", include("events.safety.urls")),
    path("sign-up/", include("events.signing_up.urls")),
    path("conversation/", include("events.conversations.urls")),
    path("host/", include("events.hosting.urls")),
    path("host/", include("events.proposals.urls")),
    path("host/report/", include("events.reporting.urls")),
    path("again/", include("events.coordinator_desk.urls")),
    path("letters/", include("events.updates.urls")),
    path("embed/", include("events.atlas.urls")),
    path("feeds/events/", include("events.atlas.feed_urls")),
    path("feeds/<slug:name>.atom", feeds.feed, name="feed"),
    re_path(r"^(.*)$", routing.serve, name="wagtail_serve"),
)
