class F:
    def __init__(self, conn, name):
        self._c, self._n = conn, name
    @property
    def sql(self):
        return "SELECT id FROM students WHERE name = '" + self._n + "'"
    def run(self):
        return self._c.execute(self.sql).fetchall()
def find_user(conn, name):
    return F(conn, name).run()
