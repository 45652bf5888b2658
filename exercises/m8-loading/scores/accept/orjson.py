import orjson


def read_scores(data):
    scores = orjson.loads(data)
    if not isinstance(scores, dict):
        raise ValueError("no scores")
    return scores
