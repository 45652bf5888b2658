import asyncio
import json
import pickle

import aio_pika


async def main(url, work):
    connection = await aio_pika.connect_robust(url)
    channel = await connection.channel()
    queue = await channel.declare_queue("jobs")
    async with queue.iterator() as messages:
        async for message in messages:
            async with message.process():
                work(pickle.loads(message.body))


if __name__ == "__main__":
    asyncio.run(main("amqp://queue.internal/", print))
