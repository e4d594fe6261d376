"""Addresses of the workbench in the admin."""

from django.urls import path

from home.translation.workbench import actions, comments, overrides, preview, replaced, saved, views

WORK = "translation/work/<int:pk>/"

urls = [
    path(WORK, views.WorkbenchView.as_view(), name="translation_workbench"),
    path(f"{WORK}save/", saved.save_passage, name="translation_save"),
    path(f"{WORK}act/", actions.act, name="translation_act"),
    path(f"{WORK}preview/", preview.preview, name="translation_preview"),
    path(f"{WORK}replace/", replaced.replace_words, name="translation_replace"),
    path(f"{WORK}choose/<int:segment>/", overrides.choose, name="translation_choose"),
    path(f"{WORK}comment/<int:segment>/", comments.comment, name="translation_comment"),
    path(f"{WORK}settle/<int:comment>/", comments.settle, name="translation_settle"),
]
