import httpx


def only_partners(response):
    host = response.url.host
    if host != "hooks.example.org" and not host.endswith(".club.example"):
        raise PermissionError(host)


def notify(address, text):
    with httpx.Client(timeout=5, event_hooks={"response": [only_partners]}) as client:
        client.post(address, json={"text": text})
