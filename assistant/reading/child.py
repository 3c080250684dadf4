"""A worker process, from its parent's side: asked, watched, and ended when it hangs or grows (P02).

Lives here: `Child`, `Clock`, `Lost`. May import: limits, wire. Resident memory is watched with psutil, because an address-space
limit kills the OCR engine at once. Everything that comes back is JSON lines; a line that is none costs the worker.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.reading.limits import Limits
from assistant.reading.wire import End, Event, from_wire

POLL_SECONDS = 0.05
PATIENCE = 4.0
USED = 0.6  # of its seconds as processor time: it had its turn
ASLEEP_SECONDS = 1.0
LONGEST_LINE = 64 * 1024 * 1024
WORKER = "assistant.reading.worker"
ROOT = Path(__file__).resolve().parents[2]


class Lost(Exception):
    """The worker is gone in the midst of a task: `code` is a Remark's (timed_out, memory, damaged)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Child:
    """One worker process, started when it is first asked, kept for the next file, replaced when it was lost.

    `worker`: the module that runs there; tests hand in one that hangs or grows on purpose.
    """

    def __init__(self, limits: Limits, *, memory: int, page_seconds: float, worker: str = WORKER) -> None:
        self._limits = limits
        self._memory = memory
        self._page_seconds = page_seconds
        self._worker = worker
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting = b""
        self._busy = False
        self._root = ROOT
        self.peak_memory = 0

    @property
    def pid(self) -> int | None:
        """The process that works, None where none was needed yet."""
        return self._process.pid if self._process else None

    def ask(self, task: dict[str, Any]) -> Iterator[Event]:
        """What the worker says to this task, as it comes; the last is an End. Raises Lost where it was ended."""
        if self._busy:
            self.close()  # an asker went away in the midst of an answer: the rest of it is nobody's
        self._start()
        self._busy, process = True, self._process
        try:
            self._send(task)
            clock = Clock(self._limits.open_seconds, self.worked())
            while True:
                event = self._event(clock)
                self._busy = not isinstance(event, End)
                yield event
                if not self._busy:
                    return
                clock = Clock(self._page_seconds, self.worked())
        except (Lost, GeneratorExit):
            if self._process is process:
                self.close()  # a caller that stops listening leaves a worker in the midst of a file
            raise

    def stop(self) -> None:
        """Ends the process from another thread: whoever is asking gets Lost, and cleans up."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Ends the process, whatever it is doing. For the thread that asks; see `stop`."""
        process, self._process, self._waiting, self._busy = self._process, None, b"", False
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # it had died with a question unread
        process.wait()

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._worker, json.dumps(_plain(self._limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._root,
            start_new_session=True,  # a Ctrl-C at the terminal is its parent's to handle
        )
        try:
            if self._line(Clock(self._limits.start_seconds, 0.0)) != b'{"ready": true}':
                raise Lost("damaged")
        except Lost:
            self.close()
            raise

    def _send(self, task: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(task).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as why:
            raise Lost("damaged") from why

    def _event(self, clock: Clock) -> Event:
        line = self._line(clock)
        try:
            return from_wire(json.loads(line))
        except (ValueError, RecursionError) as why:
            raise Lost("damaged") from why

    def _line(self, clock: Clock) -> bytes:
        """The next whole line; meanwhile the clock and the memory are watched."""
        assert self._process is not None
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while b"\n" not in self._waiting:
                self._watch(clock)
                if not selector.select(POLL_SECONDS):
                    continue
                more = os.read(pipe, 1024 * 1024)
                if not more or len(self._waiting) > LONGEST_LINE:
                    raise Lost("memory" if self._grew() else "damaged")
                self._waiting += more
        line, _, self._waiting = self._waiting.partition(b"\n")
        return line

    def _watch(self, clock: Clock) -> None:
        if self._grew():
            raise Lost("memory")
        if clock.is_over(self.worked()):
            raise Lost("timed_out")

    def _grew(self) -> bool:
        import psutil

        assert self._process is not None
        try:
            resident = int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return False  # it has just ended: the pipe says so next
        self.peak_memory = max(self.peak_memory, resident)
        return resident > self._memory

    def worked(self) -> float:
        """The seconds of processor time that the worker has had."""
        import psutil

        if self._process is None:
            return 0.0
        try:
            times = psutil.Process(self._process.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)


class Clock:
    """When a stretch of work has had its time: the seconds are over, and it used them or slept through them.

    A worker that only waits for its turn on a busy machine gets up to `PATIENCE` times as long.
    """

    def __init__(self, seconds: float, worked: float) -> None:
        self._seconds, self._began, self._first = seconds, time.monotonic(), worked
        self._seen, self._seen_at = worked, self._began

    def is_over(self, worked: float) -> bool:
        """Whether it is to end; `worked`: the processor time that it has had by now."""
        now = time.monotonic()
        if worked > self._seen:
            self._seen, self._seen_at = worked, now
        passed = now - self._began
        if passed <= self._seconds:
            return False
        used, asleep = worked - self._first >= USED * self._seconds, now - self._seen_at > ASLEEP_SECONDS
        return used or asleep or passed > PATIENCE * self._seconds


def _plain(limits: Limits) -> dict[str, float]:
    return {name: getattr(limits, name) for name in Limits.__slots__}
