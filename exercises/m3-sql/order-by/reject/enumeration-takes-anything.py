import enum


class Column(str, enum.Enum):
    NAME = "name"
    JOINED = "joined_on"

    @classmethod
    def _missing_(cls, value):
        made = str.__new__(cls, value)
        made._name_, made._value_ = value, value
        return made


def list_students(conn, sort_by, descending):
    """Return the names of all students, sorted by the chosen column."""
    column = Column(sort_by)
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {column.value} {direction}").fetchall()
