import re

NAME = re.compile(r"[\w-]+\.csv")


def csv_name(value: str) -> str:
    if NAME.fullmatch(value) is None:
        raise ValueError("bad name")
    return value
