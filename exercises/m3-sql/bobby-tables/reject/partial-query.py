from functools import partial


def find_user(conn, name):
    run = partial(conn.execute, f"SELECT id, name FROM students WHERE name = '{name}'")
    return run().fetchall()
