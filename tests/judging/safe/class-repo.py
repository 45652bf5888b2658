class Repo:
    QUERY = "SELECT id, name FROM students WHERE name = ?"
    def __init__(self, conn):
        self.conn = conn
    def find(self, name):
        return self.conn.execute(self.QUERY, (name,)).fetchall()
def find_user(conn, name):
    return Repo(conn).find(name)
