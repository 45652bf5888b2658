import asyncio

async def ping(host):
    process = await asyncio.create_subprocess_exec("ping", "-c", "1", "--", host)
    return await process.wait() == 0
