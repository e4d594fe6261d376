"""After every step that changes what readers see: how to go back, in words, and where it can be done, with a button."""

from django.contrib import messages as django_messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.models import Page

from home.desk.checks import checks_of


def _tell(request, words, label="", address="", fields=(), buttons=None):
    """A message, with a form of one button where there is a step back that can be taken at once."""
    form = ""
    if label:
        context = {"label": label, "address": address, "fields": fields}
        form = render_to_string("admin/desk/undo_form.html", context, request)
    django_messages.info(request, messages.render(words, buttons, detail=form))


def _earlier_versions(page):
    return messages.button(reverse("wagtailadmin_pages:history", args=[page.pk]), _("Earlier versions"))


# --- Publishing


def published(request, page):
    """`page` is live, or will be at its time: what is left to look at, and the way to what was there before."""
    checks = checks_of(page.get_latest_revision_as_object())
    if checks:
        words = ngettext(
            "It is published, and one thing is left to look at:",
            "It is published, and %(count)s things are left to look at:",
            len(checks),
        ) % {"count": len(checks)}
        if not page.live:
            words = ngettext(
                "It is scheduled, and one thing is left to look at:",
                "It is scheduled, and %(count)s things are left to look at:",
                len(checks),
            ) % {"count": len(checks)}
        listed = render_to_string("admin/desk/checks_list.html", {"checks": checks})
        django_messages.warning(request, messages.render(words, None, detail=listed))
    words = _("To go back, open “Earlier versions” and publish one of them, or take the page off the site.")
    if not page.live:
        words = _(
            "Until then, open the page and choose “Cancel scheduled publish” to keep it from going live."
        )
    _tell(request, words, buttons=[_earlier_versions(page)])


# --- Taking off the site


def before_unpublishing(request, page):
    """What was live is known now and not afterwards."""
    request.desk_was_live = page.live_revision_id


def unpublished(request, page):
    words = _("Nobody sees it any more, and nothing is lost: it can be published again at any time.")
    revision = getattr(request, "desk_was_live", None)
    if revision:
        fields = [("page", page.pk), ("revision", revision)]
        _tell(
            request,
            words,
            _("Publish again"),
            reverse("desk_publish_again"),
            fields,
            [_earlier_versions(page)],
        )
    else:
        _tell(request, words, buttons=[_earlier_versions(page)])


@require_POST
def publish_again(request):
    page = get_object_or_404(Page, pk=_number(request.POST.get("page")))
    revision = get_object_or_404(page.revisions, pk=_number(request.POST.get("revision")))
    if not page.permissions_for_user(request.user).can_publish() or page.get_lock():
        raise PermissionDenied
    title = page.specific.get_admin_display_title()
    if not page.live:
        with transaction.atomic():
            PublishPageRevisionAction(revision, user=request.user, changed=False).execute()
    messages.success(request, _("“%(title)s” is on the site again.") % {"title": title})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


# --- Moving


def before_moving(request, pages):
    """Where these pages stand now: their parent and the page before them."""
    if request.method == "POST":
        request.desk_stood = [
            (page.pk, page.get_parent().pk, getattr(page.get_prev_sibling(), "pk", 0)) for page in pages
        ]


def moved(request):
    stood = getattr(request, "desk_stood", [])
    fields = [("place", f"{page}:{parent}:{before}") for page, parent, before in stood]
    if not fields:
        return
    words = ngettext(
        "Its address has changed; the old one leads there. It can go back to where it was.",
        "Their addresses have changed; the old ones lead there. They can go back to where they were.",
        len(fields),
    )
    _tell(request, words, _("Move back"), reverse("desk_move_back"), fields)


@require_POST
def move_back(request):
    parent = None
    with transaction.atomic():
        for place in request.POST.getlist("place"):
            page_id, parent_id, before_id = (_number(part) for part in (place.split(":") + ["", ""])[:3])
            page = get_object_or_404(Page, pk=page_id)
            parent = get_object_or_404(Page, pk=parent_id)
            _put(page, parent, before_id, request.user)
    if parent is None:
        raise Http404
    messages.success(request, _("Moved back to where it was."))
    return redirect("wagtailadmin_explore", parent.pk)


def _put(page, parent, before_id, user):
    """Below `parent`, behind the page with that id if it still stands there."""
    if not page.permissions_for_user(user).can_move_to(parent):
        raise PermissionDenied
    if not Page._slug_is_available(page.slug, parent, page=page):
        raise PermissionDenied
    before = parent.get_children().filter(pk=before_id).exclude(pk=page.pk).first()
    target, position = (before, "right") if before else (parent, "first-child")
    MovePageAction(page.specific, target, pos=position, user=user).execute()


# --- Deleting


def deleted(request):
    words = _(
        "What is deleted can't be brought back here. To take a page off the site for a while, unpublish it instead."
    )
    _tell(request, words)


def bulk_done(request, kind, objects):
    """The same for several pages at once."""
    if kind == "move":
        moved(request)
    elif kind == "delete":
        deleted(request)
    elif kind == "unpublish":
        _tell(request, _("Nothing is lost: open a page and publish it, and it is on the site again."))
    elif kind == "publish":
        _tell(request, _("To go back, open a page's history and publish an earlier version."))


def _number(text):
    """An id from a form; 0 is nobody's."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0
