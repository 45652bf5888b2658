from urllib.parse import urlsplit

import httpx


class Partners:
    exact = frozenset({"hooks.example.org"})
    below = (".club.example",)

    def check(self, address):
        parts = urlsplit(address)
        if parts.scheme != "https":
            raise ValueError("https only")
        host = (parts.hostname or "").lower()
        if host in self.exact or host.endswith(self.below):
            return address
        raise ValueError("unknown partner")

    def tell(self, address, text):
        httpx.post(self.check(address), json={"text": text}, timeout=5)


def notify(address, text):
    Partners().tell(address, text)
