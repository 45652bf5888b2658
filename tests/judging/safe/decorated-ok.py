import functools
def logged(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        print("calling", f.__name__)
        return f(*args, **kwargs)
    return inner
@logged
def find_user(conn, name):
    return conn.execute("SELECT id FROM students WHERE name = ?", [name]).fetchall()
