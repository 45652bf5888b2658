class Name:
    def __init__(self, n): self.n = n
    def __str__(self): return self.n
def find_user(conn, name):
    return conn.execute(f"SELECT id FROM students WHERE name = '{Name(name)}'").fetchall()
