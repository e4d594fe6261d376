"""Who may translate and publish what. Rights on a language are rights on its home page; things without a page follow it."""

from wagtail.models import Page
from wagtail.permission_policies.base import ModelPermissionPolicy

from home.models import HomePage


def may_translate(user, target):
    """Whether this person may change `target`, a page or snippet in some language."""
    if isinstance(target, Page):
        return target.permissions_for_user(user).can_edit()
    return ModelPermissionPolicy(type(target)).user_has_permission(user, "change") or _on_home(
        user, target, "can_edit"
    )


def may_publish(user, target):
    """Whether this person may put `target` before readers."""
    if isinstance(target, Page):
        return target.permissions_for_user(user).can_publish()
    return ModelPermissionPolicy(type(target)).user_has_permission(user, "publish") or _on_home(
        user, target, "can_publish"
    )


def lock_for(user, target):
    """Wagtail's lock that keeps this person from changing the page now (it is in review, say), or None."""
    lock = target.get_lock() if isinstance(target, Page) else None
    return lock if lock is not None and lock.for_user(user) else None


def _on_home(user, target, right):
    home = HomePage.objects.filter(locale_id=target.locale_id, depth=2).first()
    return home is not None and getattr(home.permissions_for_user(user), right)()
