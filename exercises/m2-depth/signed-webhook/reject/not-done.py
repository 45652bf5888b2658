import json


def receive(body, header, secret):
    if "sha256" not in header:
        raise PermissionError("the message is not signed")
    return json.loads(body)
