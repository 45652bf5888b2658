from django.utils.crypto import constant_time_compare
import hmac


def is_valid(message, signature, key):
    mac = hmac.new(key, message, "sha256").digest()
    return constant_time_compare(mac, signature)
