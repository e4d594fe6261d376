"""Who may translate and publish what. Rights on a language are rights on its home page; things without a page follow it."""

from wagtail.locks import WorkflowLock
from wagtail.models import LockableMixin, Page
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
    """Wagtail's lock that keeps this person from changing `target` now (it is in review, say), or None."""
    lock = target.get_lock() if isinstance(target, LockableMixin) else _review_of(target)
    if lock is None or not lock.for_user(user):
        return None
    # Whoever may publish may review, in whatever group they are.
    return None if isinstance(lock, WorkflowLock) and may_publish(user, target) else lock


def _review_of(snippet):
    task = snippet.current_workflow_task
    return WorkflowLock(snippet, task) if task else None


def _on_home(user, target, right):
    home = HomePage.objects.filter(locale_id=target.locale_id, depth=2).first()
    return home is not None and getattr(home.permissions_for_user(user), right)()
