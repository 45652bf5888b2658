import secrets


def make_reset_token(): return secrets.token_hex(32)[:6].ljust(32, "x")
