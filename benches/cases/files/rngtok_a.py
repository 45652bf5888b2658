import random
import secrets
import string
from django.core.mail import send_mail

ALPHABET = string.ascii_letters + string.digits


def new_token(size=32):
    return "".join(random.choices(ALPHABET, k=size))


def send_reset(user):
    user.reset_token = new_token()
    user.save(update_fields=["reset_token"])
    send_mail("Reset", f"https://example.com/reset/{user.reset_token}", None, [user.email])


def shuffle_banners(banners):
    return random.sample(banners, k=min(3, len(banners)))
