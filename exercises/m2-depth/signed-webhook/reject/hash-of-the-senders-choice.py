import hmac
import json


def receive(body, header, secret):
    name, _, digits = header.partition("=")
    if name not in ("md5", "sha1", "sha256"):
        raise PermissionError("unknown hash")
    mac = hmac.new(secret, body, name).hexdigest()
    if not hmac.compare_digest(mac, digits):
        raise PermissionError("wrong signature")
    return json.loads(body)
