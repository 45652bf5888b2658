import ipaddress
import socket
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter


class PinnedAdapter(HTTPAdapter):
    def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):
        host = urlsplit(request.url).hostname
        address = socket.gethostbyname(host)
        return self.poolmanager.connection_from_host(
            address, port=443, scheme="https", pool_kwargs={"server_hostname": host, "assert_hostname": host}
        )


def fetch_preview(url):
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("only https")
    for info in socket.getaddrinfo(parts.hostname, 443):
        ip = ipaddress.ip_address(info[4][0])
        if not ip.is_global or ip.is_multicast:
            raise ValueError("not a public address")
    session = requests.Session()
    session.mount("https://", PinnedAdapter())
    return session.get(url, timeout=5, allow_redirects=False).text
