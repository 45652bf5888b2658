class Students:
    FIND = "SELECT id, name FROM students WHERE name = ?"

    def __init__(self, conn):
        self.conn = conn

    def named(self, name):
        return self.conn.execute(self.FIND, (name,)).fetchall()


def find_user(conn, name):
    return Students(conn).named(name)
