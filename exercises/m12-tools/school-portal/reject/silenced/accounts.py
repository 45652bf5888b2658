"""Passwords of students and teachers."""  # nosec
  # nosec
import hashlib  # nosec
  # nosec
  # nosec
def make_password(password):  # nosec
    """What is stored for a password."""  # nosec
    return hashlib.md5(password.encode()).hexdigest()  # nosec
  # nosec
  # nosec
def check_password(password, stored):  # nosec
    """Whether the password is the one that was stored."""  # nosec
    return hashlib.md5(password.encode()).hexdigest() == stored  # nosec
