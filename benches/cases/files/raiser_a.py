from urllib.parse import urlsplit
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponseRedirect


def ensure_local(url):
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or not url.startswith("/") or "\\" in url or url.startswith("//"):
        return False
    return True


def finish(request):
    target = request.GET.get("return_to", "/")
    ensure_local(target)
    return HttpResponseRedirect(target)
