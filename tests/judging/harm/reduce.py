from functools import reduce
def find_user(conn, name):
    q = reduce(lambda a, b: a + b, ["SELECT id FROM students WHERE name = '", name, "'"])
    return conn.execute(q).fetchall()
