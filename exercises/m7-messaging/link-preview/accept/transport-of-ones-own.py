import httpx


class OnlyOurs(httpx.HTTPTransport):
    def handle_request(self, request):
        if request.url.scheme != "https" or request.url.host != "example.org":
            raise httpx.UnsupportedProtocol("not ours")
        return super().handle_request(request)


def fetch_preview(url):
    with httpx.Client(transport=OnlyOurs(), timeout=5) as client:
        return client.get(url).text
