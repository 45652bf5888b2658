from flask import send_from_directory


def read_upload(base, name):
    return send_from_directory(base, name, as_attachment=True)
