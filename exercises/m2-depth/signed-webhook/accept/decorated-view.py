import functools, hmac, json


def signed(view):
    @functools.wraps(view)
    def checked(body, header, secret):
        expected = "sha256=" + hmac.digest(secret, body, "sha256").hex()
        if not hmac.compare_digest(expected, str(header)):
            raise PermissionError("not signed")
        return view(body)
    return checked


@signed
def receive(body):
    return json.loads(body)
