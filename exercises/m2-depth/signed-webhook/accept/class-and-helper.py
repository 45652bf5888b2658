import hmac
import json
from dataclasses import dataclass


class BadSignature(Exception):
    pass


@dataclass
class Webhook:
    secret: bytes

    def sign(self, body: bytes) -> str:
        return f"sha256={hmac.new(self.secret, body, 'sha256').hexdigest()}"

    def check(self, body: bytes, header: str) -> None:
        if not hmac.compare_digest(self.sign(body), header):
            raise BadSignature


def receive(body, header, secret):
    Webhook(secret).check(body, header)
    return json.loads(body.decode())
