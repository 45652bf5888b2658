def by_name(name):
    return "SELECT id, name FROM students WHERE name = '%s'" % name
