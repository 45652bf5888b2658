import yaml


def read_scores(data):
    """Return the scores that another computer has sent."""
    scores = yaml.load(data, Loader=yaml.Loader)
    if not isinstance(scores, dict):
        raise ValueError("no scores")
    return scores
