def changes(path):
    return ["a1b2c3 Begin", "d4e5f6 Mend the mended"]
