"""Small faults put into the code one by one: a test of the module must notice each (`make mutants`, by hand).

A tool of our own, because mutmut 3 changes bodies of undecorated functions only: our thresholds are constants at the
head of modules, and fields and properties of frozen classes. It also copies the tree, in which tests that look at the
sources themselves would find the copies.

    make mutants                             metrics/ and the checks
    make mutants OF="metrics/progress"       what lies below these paths
"""

import ast
import importlib
import importlib.abc
import importlib.util
import inspect
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
EQUIVALENT, NOTICED_BY = (Path(__file__).with_name(f"mutants_{one}.yaml") for one in ("equivalent", "noticed_by"))
AT_ONCE = 2
#: What a fault outside of functions makes load anew.
OURS = {"metrics", "intake", "data", "wording", "tests", "briefing", "commands"}
DEFAULT = ["metrics", "intake/statements/checks", "intake/rosters/checks", "intake/comparing"]

EDGES: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
}
CHOICES = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it stands, what it changes, and the code with it."""

    file: str
    line: int
    within: str
    change: str
    code: CodeType
    in_body: bool


def list_mutants(path: Path) -> Iterator[Mutant]:
    """Make every fault of one file."""
    source = path.read_text("utf-8")
    for place, node in enumerate(ast.walk(ast.parse(source))):
        for kind in range(_count_faults(node)):
            tree = ast.parse(source)
            parents = {child: one for one in ast.walk(tree) for child in ast.iter_child_nodes(one)}
            here = list(ast.walk(tree))[place]
            above = list(_list_above(here, parents))
            if any(_is_left_alone(one, over) for one, over in zip([here, *above], above, strict=False)):
                continue
            shown = _choose_shown(here, above)
            before = ast.unparse(shown)
            _put_fault(here, kind, parents)
            ast.fix_missing_locations(tree)
            names = [one.name for one in above if isinstance(one, (ast.FunctionDef, ast.ClassDef))]
            yield Mutant(
                file=path.relative_to(ROOT).as_posix(),
                line=getattr(here, "lineno", 0),
                within=".".join(reversed(names)),
                change=f"{before} → {ast.unparse(shown)}",
                code=compile(tree, str(path), "exec"),
                in_body=not any(isinstance(one, ast.arguments) for one in above),
            )


def _list_above(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


def _is_left_alone(node: ast.AST, over: ast.AST) -> bool:
    """Types, decorators, texts and assertions for the type checker are no rules."""
    if isinstance(node, (ast.Assert, ast.JoinedStr)):
        return True
    if isinstance(over, ast.FunctionDef):
        return node in over.decorator_list or node is over.returns
    if isinstance(over, ast.ClassDef):
        return node in over.decorator_list
    return isinstance(over, (ast.AnnAssign, ast.arg)) and node is over.annotation


def _choose_shown(node: ast.AST, above: list[ast.AST]) -> ast.AST:
    """Show the fault within the expression around it."""
    if isinstance(node, (ast.Compare, ast.BoolOp, ast.BinOp, ast.Return, ast.IfExp)):
        return node
    around = [one for one in above if not isinstance(one, (ast.arguments, ast.comprehension))]
    return around[0] if around and not isinstance(around[0], (ast.FunctionDef, ast.ClassDef, ast.Module)) else node


def _is_decimal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and _number(node.value) is not None


def _number(text: str) -> Decimal | None:
    plain = text.replace(".", "", 1).removeprefix("-")
    return Decimal(text) if plain.isascii() and plain.isdigit() else None


def _count_faults(node: ast.AST) -> int:
    match node:
        case ast.Compare(ops=[op]):
            return (type(op) in EDGES) + (type(op) in OPPOSITES)
        case ast.Compare(ops=ops):
            return sum(type(op) in EDGES for op in ops)
        case ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.IfExp():
            return 1
        case ast.BinOp(op=op):
            return int(type(op) in SUMS)
        case ast.Constant(value=bool()):
            return 1
        case ast.Constant(value=int()):
            return 2
        case ast.Call(func=ast.Name(id="Decimal"), args=[one]) if _is_decimal(one):
            return 2
        case ast.Call(func=ast.Name(id=name)):
            return int(name in CHOICES)
        case ast.Return(value=ast.expr() as value):
            return int(not (isinstance(value, ast.Constant) and value.value is None))
    return 0


def _put_fault(node: ast.AST, kind: int, parents: dict[ast.AST, ast.AST]) -> None:
    match node:
        case ast.Compare(ops=[op]):
            table = EDGES if type(op) in EDGES and kind == 0 else OPPOSITES
            node.ops = [table[type(op)]()]
        case ast.Compare(ops=ops):
            place = [at for at, op in enumerate(ops) if type(op) in EDGES][kind]
            ops[place] = EDGES[type(ops[place])]()
        case ast.BoolOp(op=op):
            node.op = ast.Or() if isinstance(op, ast.And) else ast.And()
        case ast.UnaryOp():
            _replace(node, node.operand, parents)
        case ast.IfExp(body=body, orelse=orelse):
            node.body, node.orelse = orelse, body
        case ast.BinOp(op=op):
            node.op = SUMS[type(op)]()
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + (1, -1)[kind]
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant(value=str(text)) as one]):
            number = Decimal(text)
            step = Decimal(1).scaleb(int(number.as_tuple().exponent))
            one.value = str(number + (step, -step)[kind])
        case ast.Call(func=ast.Name() as name):
            name.id = CHOICES[name.id]
        case ast.Return():
            node.value = ast.Constant(None)


def _replace(node: ast.AST, new: ast.AST, parents: dict[ast.AST, ast.AST]) -> None:
    over = parents[node]
    for name, value in ast.iter_fields(over):
        if value is node:
            setattr(over, name, new)
        elif isinstance(value, list) and node in value:
            value[value.index(node)] = new


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module with its fault, instead of its file."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> object:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:
        return self.code

    def get_source(self, fullname: str) -> str:
        return self.path.read_text("utf-8")


def _put_in(mutant: Mutant) -> None:
    """Put the fault into the function that is loaded already; what stands outside of functions is loaded anew."""
    name = mutant.file.removesuffix(".py").replace("/", ".")
    holder: object = importlib.import_module(name)
    code: CodeType | None = mutant.code
    for part in mutant.within.split(".") if mutant.within else ():
        inner = [one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == part] if code else []
        code = inner[0] if len(inner) == 1 else None
        holder = vars(holder).get(part) if isinstance(holder, (type, ModuleType)) else None
        holder = getattr(holder, "fget", None) or getattr(holder, "__wrapped__", holder)
        if isinstance(holder, FunctionType) and code and mutant.in_body:
            holder.__code__ = code
            return
    for one in [one for one in sys.modules if one.split(".")[0] in OURS]:
        del sys.modules[one]
    sys.meta_path.insert(0, _Faulty(name, ROOT / mutant.file, mutant.code))


def _tests_of(file: str) -> list[str]:
    tests = yaml.safe_load(NOTICED_BY.read_text("utf-8"))
    return tests[max((path for path in tests if file == path or file.startswith(f"{path}/")), key=len)]


def _run(file: str, mutant: Mutant | None, seconds: int) -> tuple[bool, float]:
    """Run a module's tests in a process of its own; tell whether all passed, and the processor time."""
    child = os.fork()
    if child == 0:
        # ends a fault that never ends; a machine that others use too may be slow
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        signal.alarm(20 * seconds)
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        try:
            if mutant is not None:
                _put_in(mutant)
            passed = all(_passes(test) for test in _tests_of(file))
        except BaseException:
            passed = False
        os._exit(int(not passed))
    _, status, used = os.wait4(child, 0)
    return status == 0, used.ru_utime + used.ru_stime


def _passes(test: str) -> bool:
    """Run one file of tests: what needs no fixture as plain calls; pytest, slow to start, only for the rest."""
    module = importlib.import_module(test.removesuffix(".py").replace("/", "."))
    rest = False
    for name, one in [*vars(module).items()]:
        if not name.startswith("test_") or not isinstance(one, FunctionType):
            continue
        marks = getattr(one, "pytestmark", ())
        taken = set() if hasattr(one, "hypothesis") else set(inspect.signature(one).parameters)
        if not taken:
            one()
        elif len(marks) == 1 and marks[0].name == "parametrize" and taken == set(_names(marks[0].args[0])):
            names = _names(marks[0].args[0])
            for values in _values(marks[0].args[1], len(names)):
                one(**dict(zip(names, values, strict=True)))
        else:
            rest = True
    quick = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:playwright", "--tb=no", "--no-header"]
    return not rest or pytest.main([*quick, test]) == 0


def _values(given: Sequence, names: int) -> Iterator[Sequence]:
    """Yield what a test is called with; what has to fail yet notices no fault."""
    for one in given:
        if not isinstance(one, type(pytest.param())):
            yield one if names > 1 else [one]
        elif not any(mark.name == "xfail" for mark in one.marks):
            yield one.values


def _names(given: str | Sequence[str]) -> list[str]:
    return [one.strip() for one in given.split(",")] if isinstance(given, str) else list(given)


def main(under: list[str]) -> int:
    """Print the faults that no test noticed; fail where there are any beyond the equivalent ones."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    sys.dont_write_bytecode = True
    yaml.SafeLoader = yaml.CSafeLoader  # the cases are read again for every fault
    known = {(one["file"], one["within"], one["change"]) for one in yaml.safe_load(EQUIVALENT.read_text("utf-8")) or ()}
    files = [file for path in under for file in ([path] if path.endswith(".py") else _files_below(path))]
    made = survived = equivalent = 0
    begun = time.monotonic()
    limits: dict[tuple[str, ...], int] = {}
    for file in files:
        tests = tuple(_tests_of(file))
        if tests not in limits:
            for test in tests:  # loaded once, before the forks
                importlib.import_module(test.removesuffix(".py").replace("/", "."))
            passed, used = _run(file, None, 600)
            if not passed:
                print(f"{file}: its tests fail without any fault", file=sys.stderr)
                return 1
            limits[tests] = int(3 * used) + 5
        limit = limits[tests]
        mutants = list(list_mutants(ROOT / file))
        alike = [one for one in mutants if (one.file, one.within, one.change) in known]
        tried = [one for one in mutants if one not in alike]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            results = [passed for passed, _ in pool.map(_run, [file] * len(tried), tried, [limit] * len(tried))]
        left = [one for one, passed in zip(tried, results, strict=True) if passed]
        for one in left:
            print(f"{one.file}:{one.line} {one.within}: {one.change}", flush=True)
        print(f"  {file}: {len(tried)} tried, {len(left)} survived, {len(alike)} equivalent", flush=True)
        made, survived, equivalent = made + len(tried), survived + len(left), equivalent + len(alike)
    share = 100 * survived / made if made else 0
    spent = (time.monotonic() - begun) / 60
    print(f"{made} mutants, {survived} survived ({share:.1f} %), {equivalent} equivalent; {spent:.0f} minutes")
    return int(survived > 0)


def _files_below(path: str) -> list[str]:
    return [one.relative_to(ROOT).as_posix() for one in sorted((ROOT / path).rglob("*.py"))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or DEFAULT))
