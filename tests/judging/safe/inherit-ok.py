class Base:
    def sql(self, n): return "SELECT id FROM students WHERE name = ?"
class Good(Base):
    pass
def find_user(conn, name):
    return conn.execute(Good().sql(name), (name,)).fetchall()
