import os
from pathlib import Path
from cryptography.fernet import Fernet

KEY_MODE = 0o600


def ensure_key(path: Path) -> bytes:
    if path.exists():
        return path.read_bytes()
    key = Fernet.generate_key()
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as fh:
        fh.write(key)
    os.chmod(path, KEY_MODE)
    return key
