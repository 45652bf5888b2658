import secrets
from pathlib import Path

ALLOWED = frozenset({".png", ".jpg", ".jpeg", ".gif"})


def save_upload(base, filename, data):
    suffix = Path(filename).suffix.lower()
    if suffix not in ALLOWED:
        raise ValueError(f"{suffix!r} is not allowed")
    if len(data) > 5 * 1024 * 1024:
        raise ValueError("too large")
    target = Path(base) / (secrets.token_hex(16) + suffix)
    target.write_bytes(data)
    return str(target)
