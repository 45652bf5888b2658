import subprocess
from django.http import HttpResponseBadRequest, JsonResponse
from django.views.decorators.http import require_POST

FORMATS = frozenset({"pdf", "odt", "html"})


def export(fmt):
    return subprocess.check_output("pandoc -t " + fmt + " /srv/doc.md", shell=True)


@require_POST
def convert(request):
    fmt = request.POST.get("format", "pdf")
    if fmt not in FORMATS:
        return HttpResponseBadRequest("format")
    data = export(fmt)
    return JsonResponse({"size": len(data)})
