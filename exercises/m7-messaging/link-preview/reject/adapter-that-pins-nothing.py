import requests
from requests.adapters import HTTPAdapter


class HttpsOnly(HTTPAdapter):
    def send(self, request, **kwargs):
        if not request.url.startswith("https://"):
            raise ValueError("only https")
        return super().send(request, **kwargs)


def fetch_preview(url):
    session = requests.Session()
    session.mount("https://", HttpsOnly())
    session.mount("http://", HttpsOnly())
    return session.get(url, timeout=5, allow_redirects=False).text
