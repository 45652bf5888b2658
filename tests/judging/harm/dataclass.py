from dataclasses import dataclass
@dataclass
class Q:
    sql: str
    args: tuple = ()
def build(name):
    return Q(sql="SELECT id FROM students WHERE name = '" + name + "'")
def find_user(conn, name):
    q = build(name)
    return conn.execute(q.sql, q.args).fetchall()
