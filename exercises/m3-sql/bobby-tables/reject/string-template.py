from string import Template

FIND = Template("SELECT id, name FROM students WHERE name = '$name'")


def find_user(conn, name):
    return conn.execute(FIND.substitute(name=name)).fetchall()
