from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import JsonResponse
from django.views.generic.edit import FormView

from .forms import ExportForm
from .runner import export


class ExportView(LoginRequiredMixin, FormView):
    form_class = ExportForm
    template_name = "jobs/export.html"

    def form_valid(self, form):
        data = form.cleaned_data
        path = export(data["dataset"], data["format"])
        return JsonResponse({"file": path.rsplit("/", 1)[-1]})

    def form_invalid(self, form):
        return JsonResponse({"errors": form.errors}, status=400)
