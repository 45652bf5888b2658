import secrets


def make_reset_token(): return f"{secrets.randbelow(10**6):06d}".rjust(32, "0")
