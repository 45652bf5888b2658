from django.contrib.auth.hashers import check_password, make_password


def seal(passphrase):
    return make_password(passphrase)


def opens(passphrase, stored):
    return check_password(passphrase, stored)
