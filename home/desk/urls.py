"""Addresses that the desk adds to the admin."""

from django.urls import path

from home.desk import calendar, editor, undo

ADDING = "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/"

added = [
    path("calendar/", calendar.CalendarView.as_view(), name="desk_calendar"),
    path("calendar/<int:year>/<int:month>/", calendar.CalendarView.as_view(), name="desk_calendar_month"),
    path("undo/move/", undo.move_back, name="desk_move_back"),
    path("undo/unpublish/", undo.publish_again, name="desk_publish_again"),
    # Below the address that each form of the editor is sent to.
    path("pages/<int:page_id>/edit/checks/", editor.AskedOnEdit.as_view(), name="desk_checks"),
    path("pages/<int:page_id>/revisions/<int:revision_id>/revert/checks/", editor.AskedOnEdit.as_view()),
    path(f"{ADDING}checks/", editor.AskedOnCreate.as_view(), name="desk_checks_new"),
]
