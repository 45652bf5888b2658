import json


def no_constant(name):
    raise ValueError(name)


DECODER = json.JSONDecoder(parse_constant=no_constant)


def read_scores(data):
    """Return the scores that another computer has sent."""
    scores = DECODER.decode(str(data, encoding="utf-8"))
    if not isinstance(scores, dict):
        raise ValueError("no scores")
    return scores
