from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx


@dataclass(frozen=True)
class Partners:
    exact: frozenset = frozenset({"hooks.example.org"})
    below: tuple = ("club.example",)

    def __contains__(self, host):
        if host in self.exact:
            return True
        return any(host.endswith(f".{end}") for end in self.below)


def notify(address, text):
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.hostname is None:
        raise ValueError("https, please")
    if parts.hostname not in Partners():
        raise ValueError("not a partner")
    httpx.post(address, json={"text": text}, timeout=5)
