import re

import httpx

PARTNER = re.compile(r"hooks\.example\.org|(?:[a-z0-9-]+\.)+club\.example")


class PartnerClient(httpx.Client):
    """A client that only talks to partners."""

    def __init__(self):
        super().__init__(timeout=5, follow_redirects=False)

    def tell(self, address, text):
        url = httpx.URL(address)
        if url.scheme != "https" or not PARTNER.fullmatch(url.host):
            raise ValueError("unknown partner")
        return self.post(url, json={"text": text})


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    with PartnerClient() as client:
        client.tell(address, text)
