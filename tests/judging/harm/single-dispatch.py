from functools import singledispatch


@singledispatch
def quoted(value):
    return str(value)


@quoted.register
def _(value: int):
    return str(value + 0)


@quoted.register(str)
def _text(value):
    return "'" + value + "'"


def find_user(conn, name):
    return conn.execute("SELECT * FROM users WHERE name = " + quoted(name)).fetchall()
