"""Screens that stand in the menu of the coordinator desk, for those only who may use them."""

from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet


class DeskScreen(ViewSet):
    """`right`: whoever lacks it doesn't see the menu item; the views ask for themselves."""

    right = ""

    @property
    def menu_item_class(self):
        right = self.right

        class Item(MenuItem):
            def is_shown(self, request):
                return request.user.has_perm(right)

        return Item
