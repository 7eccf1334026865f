"""The child that reads or marks one file: run as a script, data in by stdin, the answer out by stdout.

Everything of ours is imported before the limits and the file's bytes come; after that no file can be
written, so that nothing is left behind however the child ends.
"""

import gc
import json
import os
import sys
from collections.abc import Callable

#: Begins the answer of a child in which the program failed.
FAILED = b"failed\n"


def main() -> None:
    """Read the order and the file from stdin; write the packed reading, or why there is none."""
    sys.path[:0] = sys.argv[2:]
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    order = json.loads(sys.stdin.buffer.readline())

    answer, opened = b"", False
    try:
        from intake.sheets.progress import listen, tell

        listen(int(sys.argv[1]))
        carry_out = TASKS[order["task"]](order)
        set_limits(order["memory"], order["cpu"], order["wall"])
        gc.disable()  # one file, then the end: collecting costs a fifth of the time
        content, opened = sys.stdin.buffer.read(), True
        tell("open", 0.01)
        answer = carry_out(content)
    except MemoryError:
        answer = b"memory"
    except Exception as failure:
        from data.failures import describe_failure

        # What a bad file does to its reader has become a finding: this is a mistake of ours. Its words may quote
        # a cell.
        answer = FAILED + describe_failure(failure, words=not opened).encode("utf-8", "replace")
    with os.fdopen(answers, "wb") as stream:
        stream.write(answer)
    os._exit(0)  # tearing a large grid down takes as long as building it


class WithoutPandas:
    """Says that pandas is not installed: Arrow loads it with the first array, which takes longer than most readings."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def prepare_reading(order: dict) -> Callable[[bytes], bytes]:
    """Return what turns a file into a packed reading."""
    # Pools and threads of the column libraries reserve address space that the limit would count.
    os.environ.update(ARROW_DEFAULT_MEMORY_POOL="system", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    sys.meta_path.insert(0, WithoutPandas())

    from intake.child.serialising import pack_reading
    from intake.read import read_file
    from intake.sheets.workbook import load_reader
    from metrics.definitions.catalogue import load_catalogue

    plans = load_catalogue()
    load_reader(order["format"])
    options = dict(order["options"])
    if options.get("today"):
        from datetime import date

        options["today"] = date.fromisoformat(options["today"])
    if options.get("key"):
        options["key"] = bytes.fromhex(options["key"])
    return lambda content: pack_reading(read_file(content, order["name"], plans, kind=order["format"], **options))


def prepare_marking(order: dict) -> Callable[[bytes], bytes]:
    """Return what turns a file into a line that says what it is now, and its marked form."""
    from intake.marking.workbook import ListedFinding, mark_workbook
    from intake.sheets.workbook import load_reader
    from wording.sentences import load_sentences

    load_reader(order["format"])
    load_sentences(order["options"]["lang"])
    marks = [ListedFinding(*one) for one in order["options"]["marks"]]

    def mark(content: bytes) -> bytes:
        made = mark_workbook(content, order["name"], marks, order["options"]["lang"], order["format"])
        return json.dumps({"marked": made.marked, "losses": made.losses}).encode("ascii") + b"\n" + made.content

    return mark


TASKS = {"read": prepare_reading, "mark": prepare_marking}


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
