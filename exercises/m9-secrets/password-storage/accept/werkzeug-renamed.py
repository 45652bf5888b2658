from werkzeug.security import check_password_hash as check
from werkzeug.security import generate_password_hash as hash_password


def verify_password(password, stored):
    return check(stored, password)
