class Pets:
    def __init__(self, conn):
        self.conn = conn

    def _ask(self, query, *values):
        with self.conn.cursor() as cur:
            cur.execute(query, values)
            return cur.fetchall()

    def named(self, name):
        return self._ask("SELECT id, name, kind FROM pets WHERE name = %s", name)


def find_pets(conn, name):
    return Pets(conn).named(name)
