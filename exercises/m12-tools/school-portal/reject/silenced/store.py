"""What the portal remembers: students and comments."""  # nosec
  # nosec
import sqlite3  # nosec
  # nosec
import settings  # nosec
  # nosec
COLUMNS = {"name": "name", "joined": "joined_on"}  # nosec
  # nosec
  # nosec
def connect():  # nosec
    return sqlite3.connect(settings.DATABASE)  # nosec
  # nosec
  # nosec
def find_student(name):  # nosec
    """Id and name of the students who are called this."""  # nosec
    query = f"SELECT id, name FROM students WHERE name = '{name}'"  # nosec
    return connect().execute(query).fetchall()  # nosec
  # nosec
  # nosec
def class_list(sort_by):  # nosec
    """Names, sorted by `name` or `joined`; by name for any other wish."""  # nosec
    column = COLUMNS.get(sort_by, "name")  # nosec
    query = f"SELECT name, joined_on FROM students ORDER BY {column}"  # nosec
    return [row[0] for row in connect().execute(query)]  # nosec
  # nosec
  # nosec
def comments():  # nosec
    """Author and text of every comment."""  # nosec
    return connect().execute("SELECT author, body FROM comments").fetchall()  # nosec
  # nosec
  # nosec
def set_mail(user, mail):  # nosec
    """Stores the mail address of a student."""  # nosec
    conn = connect()  # nosec
    conn.execute("UPDATE students SET mail = ? WHERE id = ?", (mail, user))  # nosec
    conn.commit()  # nosec
