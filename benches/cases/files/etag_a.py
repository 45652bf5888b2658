import hashlib
from django.core.cache import cache


def token_for(user):
    stamp = f"{user.pk}:{user.password}:{user.last_login}"
    return hashlib.md5(stamp.encode()).hexdigest()


def check_reset_token(user, token):
    return cache.get("reset:" + token) == user.pk
