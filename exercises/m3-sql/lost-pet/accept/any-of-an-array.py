from contextlib import closing

STATEMENT = """
    SELECT id, name, kind
      FROM pets
     WHERE name = ANY(%s)
"""


def find_pets(conn, name):
    """Return id, name and kind of every pet with this name."""
    with closing(conn.cursor()) as cur:
        cur.execute(STATEMENT, ([name],))
        return list(cur.fetchall())
