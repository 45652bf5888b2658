from secrets import compare_digest, token_hex


def make_token() -> str:
    return token_hex(16)


def may_enter(token: str, expected: str) -> bool:
    return compare_digest(token, expected)
