import secrets


class Store:
    def __init__(self):
        self._rows = {}

    def new(self, data):
        token = secrets.token_urlsafe(32)
        self._rows[token] = data
        return token

    def find(self, token):
        if token not in self._rows:
            raise KeyError("unknown session")
        return self._rows[token]


store = Store()


def load_session(cookie):
    return store.find(cookie)
