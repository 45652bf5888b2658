from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from .models import Plan


class PlanView(View):
    def get(self, request, pk):
        plan = get_object_or_404(Plan, pk=pk, owner=request.user)
        return JsonResponse({"title": plan.title})


class PlanValues(View):
    def get(self, request, pk):
        plan = get_object_or_404(Plan, pk=pk)
        return JsonResponse(plan.values())
