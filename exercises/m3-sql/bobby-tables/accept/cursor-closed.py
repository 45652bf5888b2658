from contextlib import closing


def find_user(conn, name):
    with closing(conn.cursor()) as cur:
        cur.execute("SELECT id, name FROM students WHERE name = ?", (name,))
        return cur.fetchall()
