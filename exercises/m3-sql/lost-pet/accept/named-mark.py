import psycopg

FIND = """
    SELECT id, name, kind
    FROM pets
    WHERE name = %(name)s
"""


def find_pets(conn: psycopg.Connection, name: str) -> list[tuple]:
    return conn.execute(FIND, {"name": name}).fetchall()
