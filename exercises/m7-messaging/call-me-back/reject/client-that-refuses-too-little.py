import httpx


class Partners(httpx.Client):
    def send(self, request, **more):
        host = request.url.host
        if request.url.scheme != "https" or not host.endswith(("hooks.example.org", "club.example")):
            raise PermissionError(host)
        return super().send(request, **more)


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    with Partners(timeout=5, follow_redirects=False) as client:
        client.post(address, json={"text": text})
