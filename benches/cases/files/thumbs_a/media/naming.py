import string

KEEP = set(string.ascii_letters + string.digits + "_")


def normalise(name):
    return "".join(c if c in KEEP else c.lower() for c in name)
