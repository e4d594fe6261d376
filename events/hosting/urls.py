"""Addresses below the prefix of a language and `host/`."""

from django.urls import path, re_path

from events.hosting import city_views, follow_views, letter_views, opening, reading_views, role_views

urlpatterns = [
    path("", city_views.RoomView.as_view(), name="host-room"),
    path("open/<str:token>/", opening.OpenView.as_view(), name="host-open"),
    path("link/", opening.LinkView.as_view(), name="host-link"),
    path("link/sent/", opening.link_sent, name="host-link-sent"),
    path("leave/", opening.LeaveView.as_view(), name="host-leave"),
    path("me/", role_views.MeView.as_view(), name="host-me"),
    path("me/mine/", role_views.MineView.as_view(), name="host-mine"),
    path("me/session/<int:pk>/", role_views.EndSessionView.as_view(), name="host-end-session"),
    path("me/hand-over/", role_views.HandOverView.as_view(), name="host-hand-over"),
    path("me/hand-over/take-back/", role_views.TakeBackView.as_view(), name="host-take-back"),
    path("me/hand-over/staff/", role_views.FindSomebodyView.as_view(), name="host-find-somebody"),
    path("me/withdraw/", role_views.WithdrawView.as_view(), name="host-withdraw"),
    path("withdrawn/", role_views.withdrawn, name="host-withdrawn"),
    re_path(r"^follow/(?P<answer>yes|no|gone)/$", follow_views.answered, name="host-follow-answered"),
    path("follow/<str:token>/", follow_views.FollowView.as_view(), name="host-follow"),
    path("follow/<str:token>/no/", follow_views.DeclineView.as_view(), name="host-follow-no"),
    path("letter/<str:token>/", reading_views.LetterDoorView.as_view(), name="host-letter"),
    path("letter/<str:token>/stop/", reading_views.StopView.as_view(), name="host-letter-stop"),
    path("letter/in/<str:token>/", reading_views.LetterRoomView.as_view(), name="host-letter-room"),
    path("<int:geonameid>/", city_views.CityView.as_view(), name="host-city"),
    path("<int:geonameid>/letters/", letter_views.LettersView.as_view(), name="host-letters"),
    path("<int:geonameid>/kit/", city_views.KitView.as_view(), name="host-kit"),
    path("<int:geonameid>/staff/", role_views.StaffView.as_view(), name="host-staff"),
]
