import os


def flag(name, default):
    return os.environ.get(name, default).lower() in ("1", "true", "yes")


VERIFY_TLS = flag("VERIFY_TLS", "yes")
