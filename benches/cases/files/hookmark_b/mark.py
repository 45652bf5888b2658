"""The mark that a sender puts on what it sends."""
import hmac


class Mark:
    def __init__(self, key):
        self._key = key

    def of(self, body):
        return "sha256=" + hmac.new(self._key, body, "sha256").hexdigest()

    def fits(self, body, given):
        return hmac.compare_digest(self.of(body).encode(), given.encode())
