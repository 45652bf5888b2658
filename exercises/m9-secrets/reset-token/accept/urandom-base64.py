import base64
import os


def make_reset_token():
    return base64.urlsafe_b64encode(os.urandom(24)).rstrip(b"=").decode("ascii")
