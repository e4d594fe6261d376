"""What sending registers with Wagtail; imported by home/wagtail_hooks.py."""

from wagtail import hooks

from home.translation.sending import buttons
from home.translation.sending import urls as sending
from home.translation.sending.many import SendBulkAction

hooks.register("register_bulk_action", SendBulkAction)
buttons.replace()


@hooks.register("register_admin_urls", order=-20)
def sending_urls():
    """Before wagtail-localize's."""
    return sending.urls
