import hmac, json
from contextlib import contextmanager


@contextmanager
def verified(body, header, secret):
    expected = "sha256=" + hmac.new(secret, body, "sha256").hexdigest()
    if header is None or not hmac.compare_digest(expected.encode(), header.encode()):
        raise PermissionError("bad signature")
    yield body


def receive(body, header, secret):
    with verified(body, header, secret) as good:
        return json.loads(good)
