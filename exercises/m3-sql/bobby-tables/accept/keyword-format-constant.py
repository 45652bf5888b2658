def find_user(conn, name):
    query = "SELECT {columns} FROM students WHERE {key} = ?".format(columns="id, name", key="name")
    return [row for row in conn.execute(query, (name,))]
