from werkzeug.security import check_password_hash, generate_password_hash


def seal(passphrase):
    return generate_password_hash(passphrase)


def opens(passphrase, stored):
    return check_password_hash(stored, passphrase)
