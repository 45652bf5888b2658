class Base:
    def sql(self, n): return "SELECT id FROM students WHERE name = ?"
class Bad(Base):
    def sql(self, n): return "SELECT id FROM students WHERE name = '" + n + "'"
def find_user(conn, name):
    return conn.execute(Bad().sql(name)).fetchall()
