from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from .models import Statement


@login_required
def statement(request, pk):
    item = get_object_or_404(Statement, pk=pk, owner=request.user)
    return JsonResponse({"iban": item.iban, "balance": str(item.balance)})
