from werkzeug.security import check_password_hash, generate_password_hash


def hash_password(password):
    return generate_password_hash(password, method="pbkdf2:sha1:1000")


def verify_password(password, stored):
    return check_password_hash(stored, password)
