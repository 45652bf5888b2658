from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from .models import Plan


def recount(plan_id):
    plan = Plan.objects.get(pk=plan_id)
    plan.total = plan.values()["total"]
    plan.save()


class PlanView(View):
    def get(self, request, pk):
        plan = get_object_or_404(Plan, pk=pk, owner=request.user)
        return JsonResponse({"title": plan.title})


class PlanValues(View):
    def dispatch(self, request, *args, **kwargs):
        plan = get_object_or_404(Plan, pk=kwargs["pk"])
        if plan.owner != request.user:
            raise PermissionDenied()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        plan = get_object_or_404(Plan, pk=pk)
        return JsonResponse(plan.values())
