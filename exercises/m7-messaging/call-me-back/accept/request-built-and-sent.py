from urllib.parse import urlparse

import httpx


class PartnerAddress:
    def __init__(self, raw: str) -> None:
        self._parsed = urlparse(raw)
        self._raw = raw
        self.validate()

    def validate(self) -> None:
        if self._parsed.scheme != "https":
            raise ValueError("scheme")
        if not self._is_hooks() and not self._is_club():
            raise ValueError("host")

    def _is_hooks(self) -> bool:
        return self._parsed.hostname == "hooks.example.org"

    def _is_club(self) -> bool:
        return (self._parsed.hostname or "").endswith(".club.example")

    @property
    def value(self) -> str:
        return self._raw


class Notifier:
    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def send(self, where: PartnerAddress, text: str) -> None:
        request = self.client.build_request("POST", where.value, json={"text": text})
        self.client.send(request, follow_redirects=False)


def notify(address, text):
    Notifier(httpx.Client(timeout=5)).send(PartnerAddress(address), text)
