import hmac
import json


class Signature:
    def __init__(self, text):
        self.text = text if isinstance(text, str) else ""

    def __eq__(self, other):
        return hmac.compare_digest(self.text.encode(), other.text.encode())


def receive(body, header, secret):
    ours = Signature("sha256=" + hmac.new(secret, body, "sha256").hexdigest())
    if Signature(header) != ours:
        raise PermissionError("the signature does not fit")
    return json.loads(body)
