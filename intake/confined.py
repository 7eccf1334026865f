"""The child that reads one file: run as a script, data in by stdin, a packed Reading out by stdout.

Everything of ours is imported before the limits and the file's bytes come; after that no file can be
written, so that nothing is left behind however the child ends.
"""

import gc
import json
import os
import sys


def main() -> None:
    """Read the order and the file from stdin; write the packed reading, or why there is none."""
    sys.path[:0] = sys.argv[1:]
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    order = json.loads(sys.stdin.buffer.readline())

    from intake.parcel import pack_reading
    from intake.read import read_file
    from intake.workbook import load_reader
    from metrics.catalogue import load_catalogue

    plans = load_catalogue()
    load_reader(order["format"])
    options = dict(order["options"])
    if options.get("today"):
        from datetime import date

        options["today"] = date.fromisoformat(options["today"])
    if options.get("key"):
        options["key"] = bytes.fromhex(options["key"])
    set_limits(order["memory"], order["cpu"], order["wall"])
    gc.disable()  # one file, then the end: collecting costs a fifth of the time
    try:
        answer = pack_reading(read_file(sys.stdin.buffer.read(), order["name"], plans, **options))
    except MemoryError:
        answer = b"memory"
    with os.fdopen(answers, "wb") as stream:
        stream.write(answer)
    os._exit(0)  # tearing a large grid down takes as long as building it


def set_limits(memory: int, cpu: int, wall: int) -> None:
    """Limit this process for good: bytes of address space, seconds of CPU and of clock, no files."""
    import resource
    import signal

    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    # The first limit ends the process with a signal of its own name, the second like lack of memory.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    sys.dont_write_bytecode = True
    # The parent's own clock ends the child; this one ends it when the parent has died meanwhile.
    signal.alarm(wall)


if __name__ == "__main__":
    main()
