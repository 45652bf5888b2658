import secrets

MAKERS = {"hex": secrets.token_hex, "url": secrets.token_urlsafe}


def make_reset_token(kind="url"):
    return MAKERS[kind](32)
