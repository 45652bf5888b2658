def find_user(conn, name):
    q = b"SELECT id FROM students WHERE name = '%b'" % name.encode()
    return conn.execute(q.decode()).fetchall()
