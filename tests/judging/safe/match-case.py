def find_user(conn, name):
    match name:
        case "name" | "joined_on":
            column = name
        case _:
            raise ValueError
    return conn.execute(f"SELECT name FROM students ORDER BY {column}").fetchall()
