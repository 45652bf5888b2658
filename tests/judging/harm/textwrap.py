import textwrap
def find_user(conn, name):
    return conn.execute(textwrap.dedent(f"""
        SELECT id FROM students WHERE name = '{name}'
    """)).fetchall()
