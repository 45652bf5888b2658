import socket
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool


class SlowConnection(HTTPSConnection):
    def _new_conn(self):
        return socket.create_connection((self.host, self.port), 5)


class SlowPool(HTTPSConnectionPool):
    ConnectionCls = SlowConnection


class SlowAdapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": SlowPool}


def fetch_preview(url):
    if urlsplit(url).scheme != "https":
        raise ValueError("only https")
    session = requests.Session()
    session.mount("https://", SlowAdapter())
    return session.get(url, timeout=5, allow_redirects=False).text
