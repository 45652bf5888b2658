def find_user(conn, name):
    stack = []
    stack.append("SELECT id FROM students WHERE name = '")
    stack.append(name)
    stack.append("'")
    q = ""
    while stack:
        q = stack.pop() + q
    return conn.execute(q).fetchall()
