import base64
import json
import os
from hashlib import blake2b
from secrets import compare_digest

SIZE = 32


def load_session(cookie):
    raw = base64.b64decode(cookie)
    tag, body = raw[:SIZE], raw[SIZE:]
    mine = blake2b(body, key=bytes.fromhex(os.environ["SESSION_KEY"]), digest_size=SIZE).digest()
    if compare_digest(tag, mine):
        return json.loads(body)
    raise ValueError("forged")
