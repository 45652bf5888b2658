from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from .models import Order


class OrderView(LoginRequiredMixin, View):
    def get(self, request, number):
        order = get_object_or_404(Order, number=number, customer=request.user)
        return render(request, "shop/order.html", {"order": order})


class ReceiptView(LoginRequiredMixin, View):
    def get(self, request, number):
        order = get_object_or_404(Order, number=number)
        return FileResponse(order.receipt.open("rb"), as_attachment=True)
