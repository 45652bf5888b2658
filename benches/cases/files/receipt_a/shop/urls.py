from django.urls import path

from .views import OrderView, ReceiptView

urlpatterns = [
    path("orders/<int:number>/", OrderView.as_view()),
    path("orders/<int:number>/receipt/", ReceiptView.as_view()),
]
