# Coroutines, tasks, queues, limits of time and variables of a context.
#> asyncio.run(both()) gives (['ada', 'bob'], 'nobody')
#> asyncio.run(gathered()) gives ['x', 'ValueError']
#> asyncio.run(queued()) gives [(0, 'a'), (0, 'b'), (0, 'c')]
#> asyncio.run(limited()) gives [0, 1, 4]
#> asyncio.run(doubled()) gives [0, 2, 4]
#> asyncio.run(timed()) gives 'late'
#> asyncio.run(waited()) gives 'in time'
#> asyncio.run(grouped()) gives ['a', 'b']
#> asyncio.run(locked()) gives [True, False]
#> asyncio.run(first()) gives (['a', 'b'], 0)
#> asyncio.run(evented()) gives True
#> who.get() gives 'nobody'
#> (who.set("x"), who.get())[1] gives 'x'
#> contextvars.copy_context().run(lambda: (who.set("in"), who.get())[1]) gives 'in'
#> [who.get() for token in [who.set("t")] if who.reset(token) is None] gives ['nobody']
import asyncio
import contextvars


who = contextvars.ContextVar("who", default="nobody")


async def named(name):
    who.set(name)
    await asyncio.sleep(0)
    return who.get()


async def both():
    return await asyncio.gather(named("ada"), named("bob")), who.get()


async def gathered():
    async def fails():
        raise ValueError("no")

    found = await asyncio.gather(named("x"), fails(), return_exceptions=True)
    return [type(one).__name__ if isinstance(one, Exception) else one for one in found]


async def queued():
    waiting, done = asyncio.Queue(), []

    async def worker(number):
        while True:
            item = await waiting.get()
            done.append((number, item))
            waiting.task_done()

    tasks = [asyncio.create_task(worker(n)) for n in range(1)]
    for item in "abc":
        await waiting.put(item)
    await waiting.join()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done


async def limited():
    gate = asyncio.Semaphore(2)

    async def one(n):
        async with gate:
            return n * n

    return [await task for task in [asyncio.ensure_future(one(n)) for n in range(3)]]


async def ticks(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def doubled():
    return [t * 2 async for t in ticks(3)]


async def timed():
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError:
        return "late"


async def waited():
    try:
        return await asyncio.wait_for(asyncio.sleep(0, "in time"), timeout=1)
    except asyncio.TimeoutError:
        return "late"


async def grouped():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(named(n)) for n in "ab"]
    return [task.result() for task in tasks]


async def locked():
    lock, held = asyncio.Lock(), []
    async with lock:
        held.append(lock.locked())
    return held + [lock.locked()]


async def first():
    done, pending = await asyncio.wait([asyncio.create_task(named(n)) for n in "ab"])
    return sorted(task.result() for task in done), len(pending)


async def evented():
    event = asyncio.Event()

    async def opens():
        event.set()

    task = asyncio.create_task(opens())
    await event.wait()
    await task
    return event.is_set()
