from jwt import InvalidTokenError, decode


def who(token, key):
    try:
        claims = decode(token, key, ["HS256"], options={"require": ["exp", "sub"]})
    except InvalidTokenError:
        return None
    return claims.get("sub")
