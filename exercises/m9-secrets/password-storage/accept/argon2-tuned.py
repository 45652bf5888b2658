import argon2


class Passwords:
    def __init__(self):
        self.hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)

    def make(self, password):
        return self.hasher.hash(password)

    def check(self, password, stored):
        try:
            self.hasher.verify(stored, password)
        except argon2.exceptions.VerificationError:
            return False
        return True


passwords = Passwords()


def hash_password(password):
    return passwords.make(password)


def verify_password(password, stored):
    return passwords.check(password, stored)
