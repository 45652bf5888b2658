import os
import asyncio

ROOT = "/srv/pub"


def words(line):
    yield from line.decode().split()


def paths(names):
    for n in names:
        yield os.path.join(ROOT, n)


async def client(reader, writer):
    line = await reader.readline()
    for p in paths(words(line)):
        with open(p, "rb") as f:
            writer.write(f.read())
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(client, "127.0.0.1", 9999)
    await server.serve_forever()


asyncio.run(main())
