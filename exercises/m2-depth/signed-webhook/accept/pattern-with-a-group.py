import hmac, json, re

HEADER = re.compile(r"sha256=([0-9a-f]{64})")


def receive(body, header, secret):
    found = HEADER.fullmatch(header or "")
    if found is None:
        raise ValueError("no signature")
    if not hmac.compare_digest(found.group(1), hmac.new(secret, body, "sha256").hexdigest()):
        raise ValueError("wrong signature")
    return json.loads(body)
