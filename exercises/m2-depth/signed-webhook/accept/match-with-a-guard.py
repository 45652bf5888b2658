import hmac
import json
from hashlib import sha256


def receive(body, header, secret):
    match str(header).split("=", 1):
        case ["sha256", sent] if hmac.compare_digest(
            hmac.new(secret, body, sha256).hexdigest().encode(), sent.encode()
        ):
            return json.loads(body)
        case _:
            raise PermissionError("not signed")
