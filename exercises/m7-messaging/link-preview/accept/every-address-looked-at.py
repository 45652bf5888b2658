import http.client
import ipaddress
import socket
from urllib.parse import urlsplit


def fetch_preview(url):
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("only https")
    addresses = {info[4][0] for info in socket.getaddrinfo(parts.hostname, 443)}
    for address in addresses:
        ip = ipaddress.ip_address(address)
        if not ip.is_global or ip.is_multicast:
            raise ValueError("not a public address")
    connection = http.client.HTTPSConnection(addresses.pop(), 443, timeout=5)
    connection.request("GET", parts.path or "/", headers={"Host": parts.hostname})
    return connection.getresponse().read(100_000).decode("utf-8", "replace")
