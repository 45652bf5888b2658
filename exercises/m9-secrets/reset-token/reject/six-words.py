import secrets

WORDS = ["apple", "river", "stone", "cloud", "tiger", "piano", "lemon", "candle"]


def make_reset_token():
    return "-".join(secrets.choice(WORDS) for _ in range(6))
