def list_students(conn, sort_by, descending):
    match sort_by, bool(descending):
        case "name", False:
            query = "SELECT name FROM students ORDER BY name"
        case "name", True:
            query = "SELECT name FROM students ORDER BY name DESC"
        case "joined" | "joined_on", False:
            query = "SELECT name FROM students ORDER BY joined_on"
        case "joined" | "joined_on", True:
            query = "SELECT name FROM students ORDER BY joined_on DESC"
        case _:
            raise LookupError("no such sorting")
    return conn.execute(query).fetchall()
