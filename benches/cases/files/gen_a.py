from urllib.parse import urlsplit
import requests
from django.http import JsonResponse

MIRRORS = {"mirror1.example.net", "mirror2.example.net"}


def candidates(raw):
    for line in raw.splitlines():
        url = line.strip()
        if not url:
            continue
        yield url


def check_mirrors(request):
    result = {}
    for url in candidates(request.POST.get("urls", "")):
        result[url] = requests.head(url, timeout=3).status_code
    return JsonResponse(result)
