from store import notes_of


def show(author):
    return [body for (body,) in notes_of(author)]
