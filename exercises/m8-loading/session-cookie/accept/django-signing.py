from django.core import signing


def load_session(cookie):
    return signing.loads(cookie, max_age=3600)
