import queries


def show(author):
    return [row[0] for row in queries.notes(author)]
