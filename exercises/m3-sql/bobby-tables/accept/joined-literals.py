COLUMNS = ["id", "name"]
TABLE = "students"


def find_user(conn, name):
    query = f"SELECT {', '.join(COLUMNS)} FROM {TABLE} WHERE name = ?"
    return list(conn.execute(query, (name,)))
