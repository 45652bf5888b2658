import jwt


def claims(token, keys):
    header = jwt.get_unverified_header(token)
    for key in keys:
        if key.kid == header["kid"]:
            return jwt.decode(token, key.public, algorithms=[header["alg"]])
    return None
