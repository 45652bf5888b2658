from dataclasses import dataclass


@dataclass
class User:
    id: int
    name: str
    password_hash: str


ROWS: dict[int, User] = {}


def find(number) -> User | None:
    return ROWS.get(number)
