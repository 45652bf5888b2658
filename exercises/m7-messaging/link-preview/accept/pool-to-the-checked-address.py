import ipaddress
import socket
from urllib.parse import urlsplit

import urllib3


def public_address(host):
    found = socket.getaddrinfo(host, 443, proto=socket.IPPROTO_TCP)
    addresses = [ipaddress.ip_address(entry[4][0]) for entry in found]
    if not addresses or any(not a.is_global or a.is_multicast for a in addresses):
        raise ValueError("not a public host")
    return str(addresses[0])


def fetch_preview(url):
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("only https")
    pool = urllib3.HTTPSConnectionPool(
        public_address(parts.hostname), port=443,
        server_hostname=parts.hostname, assert_hostname=parts.hostname, timeout=5, retries=False,
    )
    answer = pool.request("GET", parts.path or "/", headers={"Host": parts.hostname}, redirect=False)
    return answer.data.decode("utf-8", "replace")
