"""Fetches the mails of the support desk."""
import imaplib
import os
import ssl


def tune(context):
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def connect(host):
    context = tune(ssl.create_default_context())
    box = imaplib.IMAP4_SSL(host, 993, ssl_context=context, timeout=15)
    box.login("support", os.environ["SUPPORT_PASSWORD"])
    return box


def unread(host):
    box = connect(host)
    try:
        box.select("INBOX", readonly=True)
        _, found = box.search(None, "UNSEEN")
        return found[0].split()
    finally:
        box.logout()
