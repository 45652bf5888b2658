from typing import NamedTuple


class Pet(NamedTuple):
    id: int
    name: str
    kind: str


def find_pets(conn, name):
    query = f"SELECT {', '.join(Pet._fields)} FROM pets WHERE name = %s"
    return [Pet._make(row) for row in conn.execute(query, [name])]
