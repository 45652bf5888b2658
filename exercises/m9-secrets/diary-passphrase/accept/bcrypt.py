import bcrypt


def seal(passphrase):
    return bcrypt.hashpw(passphrase.encode(), bcrypt.gensalt()).decode()


def opens(passphrase, stored):
    return bcrypt.checkpw(passphrase.encode(), stored.encode())
