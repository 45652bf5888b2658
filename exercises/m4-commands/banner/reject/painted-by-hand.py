def banner(text):
    return "## BIG ## " + text.upper()
