from bottle import post, request


@post("/photos")
def keep():
    upload = request.files.get("photo")
    name = upload.filename
    with open("photos/" + name, "wb") as out:
        out.write(upload.file.read(5_000_000))
    return {"kept": name}
