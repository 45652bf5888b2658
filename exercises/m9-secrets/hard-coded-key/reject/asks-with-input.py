def make_headers():
    return {"Authorization": f"Bearer {input('key? ')}"}
