from enum import Enum
class Col(str, Enum):
    NAME = "name"
    JOINED = "joined_on"
def find_user(conn, name):
    return conn.execute(f"SELECT name FROM students ORDER BY {Col(name).value}").fetchall()
