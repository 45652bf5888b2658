from yaml import full_load


def read_playlist(text):
    return full_load(text)
