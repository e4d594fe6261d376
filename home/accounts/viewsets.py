"""The admin's screens of accounts."""

from django.utils.functional import cached_property
from wagtail.users.views.users import IndexView, UserViewSet

from home.accounts.forms import AccountCreationForm, AccountEditForm


class AccountIndexView(IndexView):
    @cached_property
    def search_fields(self):
        return {"name", "email"}

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering or "email", "pk")


class AccountViewSet(UserViewSet):
    index_view_class = AccountIndexView

    def get_form_class(self, for_update=False):
        return AccountEditForm if for_update else AccountCreationForm
