import hmac


def receive(body, header, secret):
    mac = "sha256=" + hmac.new(secret, body, "sha256").hexdigest()
    return hmac.compare_digest(mac, header) or None
