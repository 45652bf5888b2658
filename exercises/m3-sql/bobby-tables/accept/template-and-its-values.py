from string.templatelib import Template


def run(conn, template: Template):
    return conn.execute("?".join(template.strings), template.values)


def find_user(conn, name):
    return run(conn, t"SELECT id, name FROM students WHERE name = {name}").fetchall()
