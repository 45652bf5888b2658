import logging
from django.http import HttpResponse

audit = logging.getLogger("audit")


def track(request):
    event = request.GET.get("event", "")
    event = event.replace("\n", " ").replace("\r", " ")
    audit.info("event=" + event)
    return HttpResponse(status=204)
