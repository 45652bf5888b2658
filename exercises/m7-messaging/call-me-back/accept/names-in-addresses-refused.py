from enum import Enum
from urllib.parse import urlparse

import httpx


class Partner(str, Enum):
    HOOKS = "hooks.example.org"


CLUB = "club.example"


class NotAPartner(ValueError):
    """The address belongs to nobody we know."""


def require_partner(address: str) -> None:
    try:
        parsed = urlparse(address)
        port = parsed.port
    except ValueError as error:
        raise NotAPartner(address) from error
    if parsed.scheme != "https":
        raise NotAPartner("only https")
    if port not in (None, 443):
        raise NotAPartner("only the usual port")
    if parsed.username is not None or parsed.password is not None:
        raise NotAPartner("no names in addresses")
    host = parsed.hostname or ""
    if host in [partner.value for partner in Partner]:
        return
    if not host.endswith("." + CLUB):
        raise NotAPartner(host)


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    require_partner(address)
    httpx.post(address, json={"text": text}, timeout=5)
