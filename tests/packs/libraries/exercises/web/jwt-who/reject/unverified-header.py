import jwt


def who(token, key):
    alg = jwt.get_unverified_header(token)["alg"]
    claims = jwt.decode(token, key, algorithms=[alg])
    return claims["sub"]
