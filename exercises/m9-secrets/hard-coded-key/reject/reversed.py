def make_headers():
    return {"Authorization": "Bearer " + "3b0e9c12d7-EKAF-kw"[::-1]}
