import store as notes


def show(author):
    found = []
    for row in notes.notes_of(author):
        found.append(row[0])
    return found
