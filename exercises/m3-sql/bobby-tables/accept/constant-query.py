FIND_BY_NAME = (
    "SELECT id, name "
    "FROM students "
    "WHERE name = ?"
)


def find_user(conn, name):
    return conn.execute(FIND_BY_NAME, (name,)).fetchall()
