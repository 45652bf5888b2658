import re


class BadName(ValueError):
    pass


def schema_name(value):
    if not re.fullmatch(r"[a-z_]+", value):
        raise BadName(value)
    return value
