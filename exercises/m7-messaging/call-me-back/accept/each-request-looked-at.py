from urllib.parse import urlsplit

import httpx


def only_partners(request):
    host = request.url.host
    if request.url.scheme != "https":
        raise PermissionError("https only")
    if host != "hooks.example.org" and not host.endswith(".club.example"):
        raise PermissionError(host)


def notify(address, text):
    with httpx.Client(timeout=5, follow_redirects=True, event_hooks={"request": [only_partners]}) as client:
        client.post(address, json={"text": text})
