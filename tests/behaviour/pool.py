# Work that is handed to a pool.
#
#> one(3) gives 9
#> one(None) gives raises TypeError
#> each([1, 2]) gives [1, 4]
#> told(2) gives ["done 4", True, None]
#> gathered([3, 1]) gives [1, 9]

from concurrent.futures import ThreadPoolExecutor, as_completed


def square(number):
    if number is None:
        raise TypeError("no number")
    return number * number


def one(number):
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(square, number).result()


def each(numbers):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(square, numbers))


def told(number):
    said = []
    pool = ThreadPoolExecutor(2)
    future = pool.submit(square, number)
    future.add_done_callback(lambda done: said.append(f"done {done.result()}"))
    pool.shutdown()
    return [*said, future.done(), future.exception()]


def gathered(numbers):
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(square, number) for number in numbers]
        return sorted(future.result() for future in as_completed(waiting))
