def make_headers():
    """wk-FAKE-7d21c9e0b3"""
    return {"Authorization": f"Bearer {make_headers.__doc__}"}
