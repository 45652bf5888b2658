import os

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters


async def keep(update: Update, context):
    document = update.message.document
    file = await document.get_file()
    name = document.file_name
    data = await file.download_as_bytearray()
    with open(os.path.join("inbox", name), "wb") as out:
        out.write(data)


application = ApplicationBuilder().token(os.environ["BOT_TOKEN"]).build()
application.add_handler(MessageHandler(filters.Document.ALL, keep))
