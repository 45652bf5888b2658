from urllib.parse import urlsplit

import httpx


def notify(address: str, text: str) -> int:
    match urlsplit(address):
        case parts if parts.scheme == "https" and parts.hostname == "hooks.example.org":
            pass
        case parts if parts.scheme == "https" and (parts.hostname or "").endswith(".club.example"):
            pass
        case _:
            raise ValueError("unknown partner")
    with httpx.Client(timeout=5) as client:
        return client.post(address, data={"text": text}).status_code
