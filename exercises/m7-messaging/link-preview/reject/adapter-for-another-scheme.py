import ipaddress
import socket
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter


class PinnedAdapter(HTTPAdapter):
    def __init__(self, address, host):
        self.address = address
        self.host = host
        super().__init__()

    def send(self, request, **kwargs):
        request.headers["Host"] = self.host
        request.url = request.url.replace(self.host, self.address, 1)
        return super().send(request, **kwargs)


def fetch_preview(url):
    host = urlsplit(url).hostname
    address = socket.gethostbyname(host)
    ip = ipaddress.ip_address(address)
    if not ip.is_global or ip.is_multicast:
        raise ValueError("not a public address")
    session = requests.Session()
    session.mount("http://", PinnedAdapter(address, host))
    return session.get(url, timeout=5, allow_redirects=False).text
