import http.client
from contextlib import contextmanager

HOSTS = {"blue": "blue.internal.example", "green": "green.internal.example"}


@contextmanager
def connection(name):
    conn = http.client.HTTPSConnection(HOSTS[name], timeout=3)
    try:
        yield conn
    finally:
        conn.close()
