def find_user(conn, name):
    query = "SELECT id, name FROM students WHERE name = '{who}'".format(who=name)
    return conn.execute(query).fetchall()
