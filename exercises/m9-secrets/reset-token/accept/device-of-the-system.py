import base64


def make_reset_token():
    with open("/dev/urandom", "rb") as source:
        return base64.urlsafe_b64encode(source.read(24)).decode()
