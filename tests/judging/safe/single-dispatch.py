from functools import singledispatch


@singledispatch
def prepared(value):
    return "SELECT * FROM users WHERE name = " + value, ()


@prepared.register
def _(value: str):
    return "SELECT * FROM users WHERE name = ?", (value,)


def find_user(conn, name):
    query, values = prepared(name)
    return conn.execute(query, values).fetchall()
