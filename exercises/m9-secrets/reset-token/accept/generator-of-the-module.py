import secrets


def _tokens():
    while True:
        yield secrets.token_urlsafe(32)


_source = _tokens()


def make_reset_token():
    return next(_source)
