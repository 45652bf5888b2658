from django.http import HttpResponse
from django.utils.safestring import mark_safe

from .clean import clean


def page(request):
    return HttpResponse(mark_safe("<main>" + clean(request.POST.get("text", "")) + "</main>"))
