import base64
import hmac
import os
import pickle


def load_session(cookie):
    session = pickle.loads(base64.b64decode(cookie))
    signature = session.pop("signature")
    expected = hmac.new(os.environ["KEY"].encode(), repr(session).encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return session
