"""Reads the token of a call."""
import os

import jwt

DEFAULTS = {"require": ["exp", "sub"], "verify_exp": True}
KEY = os.environ["TOKEN_KEY"]


def claims(token, **options):
    merged = DEFAULTS | options
    return jwt.decode(token, KEY, algorithms=["HS256"], options=merged)
