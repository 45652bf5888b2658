# Identities, as `CPython` 3.11 writes and reads them.
#> written() gives ('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '6ba7b8109dad11d180b400c04fd430c8', 1)
#> read() gives True
#> refused() gives raises ValueError
#> short() gives raises ValueError
import uuid


def written():
    made = uuid.UUID("{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}")
    return str(made), made.hex, made.version


def read():
    return uuid.UUID(hex="6ba7b8109dad11d180b400c04fd430c8") == uuid.NAMESPACE_DNS


def refused():
    return uuid.UUID("../../../../../etc/passwd-----------")


def short():
    return uuid.UUID("6ba7b810")
