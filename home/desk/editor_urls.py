"""Addresses that stand before Wagtail's own (hub/urls.py): the page editor with our panel, lists that name what is not theirs."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.desk import editor
from home.desk.urls import ADDING
from home.translation import other_languages

urlpatterns = [
    path(ADDING, editor.CheckedCreateView.as_view()),
    path("pages/<int:page_id>/edit/", editor.CheckedEditView.as_view()),
    path("pages/<int:page_id>/revisions/<int:revision_id>/revert/", editor.CheckedRevertView.as_view()),
    *other_languages.urls,
]
# As Wagtail wraps its own.
for wrap in (require_admin_access, display_custom_404, never_cache):
    decorate_urlpatterns(urlpatterns, wrap)
