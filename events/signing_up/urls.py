"""Addresses below the prefix of a language."""

from django.urls import path, re_path

from events.signing_up import link_views, mine_views, views
from events.signing_up.thanks import THANKS

urlpatterns = [
    path("join/", views.JoinView.as_view(), name="sign-up-join"),
    path("coordinator/", views.CoordinateView.as_view(), name="sign-up-coordinate"),
    path("event/", views.TellView.as_view(), name="sign-up-tell"),
    path("link/", views.LinkView.as_view(), name="sign-up-link"),
    re_path(rf"^thanks/(?P<kind>{'|'.join(THANKS)})/$", views.thanks, name="sign-up-thanks"),
    path("confirm/<str:token>/", link_views.ConfirmView.as_view(), name="sign-up-confirm"),
    path("email/<str:token>/", link_views.EmailView.as_view(), name="sign-up-email"),
    path("mine/<str:token>/", link_views.MineView.as_view(), name="sign-up-mine"),
    path("open/<str:token>/", mine_views.room, name="sign-up-room"),
    path("open/<str:token>/file/", mine_views.file, name="sign-up-file"),
    path("open/<str:token>/me/", mine_views.PersonView.as_view(), name="sign-up-change-person"),
    path("open/<str:token>/<int:pk>/", mine_views.SignUpChangeView.as_view(), name="sign-up-change"),
    path("open/<str:token>/<int:pk>/withdraw/", mine_views.WithdrawView.as_view(), name="sign-up-withdraw"),
    path("open/<str:token>/consent/<int:pk>/", mine_views.TakeBackView.as_view(), name="sign-up-take-back"),
    path("open/<str:token>/links/", mine_views.VoidView.as_view(), name="sign-up-void"),
    path("open/<str:token>/erase/", mine_views.EraseView.as_view(), name="sign-up-erase"),
]
