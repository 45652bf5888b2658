def seal(passphrase):
    return str(hash(passphrase))


def opens(passphrase, stored):
    return str(hash(passphrase)) == stored
