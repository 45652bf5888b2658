import hashlib
from django.core.cache import cache


def cache_key(user):
    stamp = f"{user.pk}:{user.theme}:{user.language}"
    return hashlib.md5(stamp.encode(), usedforsecurity=False).hexdigest()


def cached_page(user):
    return cache.get("page:" + cache_key(user))
