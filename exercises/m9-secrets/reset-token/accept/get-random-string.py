from django.utils.crypto import get_random_string


def make_reset_token():
    return get_random_string(32)
