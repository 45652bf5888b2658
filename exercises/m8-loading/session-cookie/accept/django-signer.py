import json

from django.core.signing import Signer


def load_session(cookie):
    return json.loads(Signer().unsign(cookie))
