from urllib.parse import urlsplit

import urllib3

from .bus import on
from .check import public


@on("order.paid")
def call(hook, number):
    ip, host = public(hook)
    pool = urllib3.HTTPSConnectionPool(ip, 443, server_hostname=host, assert_hostname=host, timeout=5)
    pool.request("POST", urlsplit(hook).path or "/", fields={"order": number}, headers={"Host": host}, redirect=False)
