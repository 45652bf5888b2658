import base64
import json


def who(token, key):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=="))["sub"]
