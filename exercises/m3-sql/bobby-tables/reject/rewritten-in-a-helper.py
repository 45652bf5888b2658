def where(column, value):
    return f" WHERE {column} = '{value}'"


def find_user(conn, name):
    return conn.execute("SELECT id, name FROM students" + where("name", name)).fetchall()
