def find_user(conn, name):
    return conn.execute("SELECT id FROM students WHERE name = '%(n)s'" % {"n": name}).fetchall()
