"""Addresses in the admin."""

from django.urls import path

from resources.withdrawal import views

urls = [
    path("withdrawals/", views.WithdrawalsView.as_view(), name="withdrawals"),
    path("withdrawals/of/<int:consent>/", views.BeginView.as_view(), name="withdrawal_begin"),
    path("withdrawals/<str:number>/", views.WithdrawalView.as_view(), name="withdrawal"),
    path("withdrawals/<str:number>/receipt.json", views.ReceiptView.as_view(), name="withdrawal_receipt"),
]
