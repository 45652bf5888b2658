import secrets


class Tokens:
    size = 32

    def __call__(self):
        return secrets.token_urlsafe(self.size)


make = Tokens()


def make_reset_token():
    token = make()
    return token
