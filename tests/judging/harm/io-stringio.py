import io
def find_user(conn, name):
    out = io.StringIO()
    out.write("SELECT id FROM students WHERE name = '")
    out.write(name)
    out.write("'")
    return conn.execute(out.getvalue()).fetchall()
