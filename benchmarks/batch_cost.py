"""What a batch costs beyond the reading: one worker beside two, the pool beside the cluster engine, on the same files in one run.

    python benchmarks/batch_cost.py              500 generated plans, none of them broken
    python benchmarks/batch_cost.py --plans 100 --rounds 1

Prints seconds and files per second of each engine, the ratio of one worker to two, start-up and overhead per file, and whether all
engines wrote the same bytes. Beside the ratio stands the machine's own: the same files read by two processes that share nothing.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.synchronize import Barrier
from pathlib import Path

from planparse.batch import Options, run

SAMPLES = Path(__file__).parents[1] / "samples"
GOAL = 1.8


@dataclass(frozen=True, slots=True)
class Timed:
    """One run: `start` seconds until the first file was finished, `whole` seconds in all."""

    start: float
    whole: float


def main() -> None:
    """Makes the plans, runs each engine, and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--plans", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=3, help="each is timed so often, in turn, and the best of each counts")
    asked = arguments.parse_args()
    count = asked.plans
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plans = made(folder / "made", count)
        rounds = [one_round(plans, folder / str(number)) for number in range(asked.rounds)]
        best = {name: min((taken[name] for taken in rounds), key=lambda took: took.whole) for name in rounds[0]}
        alone = best["alone, 1"].whole
        print(
            f"{count} plans, read without a batch: {alone:.1f} s, {count / alone:.1f} files/s; best of {len(rounds)} rounds, as all below"
        )
        for name, options in ENGINES.items():
            took = best[name]
            over = (took.whole * options.jobs - alone) / count * 1000
            print(f"{name:<14} {took.whole:6.1f} s {count / took.whole:6.1f} files/s   first file after {took.start:.2f} s")
            print(f"{'':<14} {over:.0f} ms of a worker a file beyond the reading, start-up included")
        ratio = best["local, 1"].whole / best["local, 2"].whole
        apart = alone / best["alone, 2"].whole
        print(f"one worker / two: {ratio:.2f}; goal at least {GOAL:.1f}: {'met' if ratio >= GOAL else 'MISSED'}")
        print(f"one process / two that share nothing, without a batch: {apart:.2f}")
        written = [_plans(folder / str(number) / name) for number in range(len(rounds)) for name in ENGINES]
        same = all(files == written[0] for files in written)
        print(f"all engines wrote the same bytes: {'yes' if same else 'NO'}, {len(written[0])} plans")


ENGINES = {
    "local, 1": Options(jobs=1),
    "local, 2": Options(jobs=2),
    "dask, 2": Options(jobs=2, engine="dask"),
}


def made(out: Path, count: int) -> Path:
    """A folder of `count` plans."""
    sys.path.insert(0, str(SAMPLES))
    import_module("province").make_province(out, count, 2026)
    return out / "plans"


def one_round(plans: Path, folder: Path) -> dict[str, Timed]:
    """Each of the ways once: without a batch in one process and in two, then each engine."""
    alone = {f"alone, {processes}": Timed(0.0, reading(plans, processes)) for processes in (1, 2)}
    return alone | {name: timed(plans, folder / name, options) for name, options in ENGINES.items()}


def _plans(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "plans").glob("*.json"))}


def reading(plans: Path, processes: int) -> float:
    """Seconds for reading every file to JSON in so many processes, each with its share, after each has loaded what is loaded once."""
    context = multiprocessing.get_context("spawn")
    files = sorted(plans.iterdir())
    ready = context.Barrier(processes + 1)
    readers = [context.Process(target=_read, args=(files[place::processes], ready)) for place in range(processes)]
    for reader in readers:
        reader.start()
    ready.wait()
    begun = time.perf_counter()
    for reader in readers:
        reader.join()
    return time.perf_counter() - begun


def _read(files: list[Path], ready: Barrier) -> None:
    from planparse.emit import FORMATS
    from planparse.pipeline import parse

    parse(files[0].read_bytes(), files[0].name)
    ready.wait()
    for path in files:
        b"".join(FORMATS["json"]([parse(path.read_bytes(), path.name)]))


def timed(plans: Path, out: Path, options: Options) -> Timed:
    """The run of one engine."""
    first: list[float] = []
    begun = time.perf_counter()
    run([str(plans)], out, options, lambda row, finished, total: first.append(time.perf_counter()) if not first else None)
    return Timed(first[0] - begun, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
