from string.templatelib import Interpolation


def bound(template):
    sql, values = "", []
    for part in template:
        if isinstance(part, Interpolation):
            sql += "?"
            values.append(part.value)
        else:
            sql += part
    return sql, values


def find_user(conn, name):
    sql, values = bound(t"SELECT id, name FROM students WHERE name = {name}")
    return conn.execute(sql, values).fetchall()
