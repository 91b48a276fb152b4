"""How much a process may take: a bound it sets itself, where the system has one, and a look from outside."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Final

MOST_RESIDENT: Final = 320 * 1024 * 1024
"""Memory at which the reading process is ended from outside."""
_MOST_ADDRESSES: Final = 1024 * 1024 * 1024
"""Address space after which its allocations fail; libraries that are only mapped count here too."""
_STATM_RESIDENT: Final = 1

if sys.platform == "win32":
    from ctypes import wintypes

    _QUERY: Final = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("peak_paged_pool", ctypes.c_size_t),
            ("paged_pool", ctypes.c_size_t),
            ("peak_non_paged_pool", ctypes.c_size_t),
            ("non_paged_pool", ctypes.c_size_t),
            ("page_file", ctypes.c_size_t),
            ("peak_page_file", ctypes.c_size_t),
        )

    def limit_self() -> None:
        """Windows has no bound that a process sets itself without a job object; the look from outside stands alone."""

    def resident(process: int) -> int | None:
        """Bytes of memory a process holds; None where the system does not tell."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_QUERY, False, process)
        if not handle:
            return None
        try:
            counters = _Counters(cb=ctypes.sizeof(_Counters))
            told = kernel.K32GetProcessMemoryInfo(wintypes.HANDLE(handle), ctypes.byref(counters), counters.cb)
            return int(counters.working_set) if told else None
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))

elif sys.platform == "darwin":

    class _Usage(ctypes.Structure):
        """rusage_info_v0 of libproc.h."""

        _fields_ = (
            ("uuid", ctypes.c_uint8 * 16),
            ("user_time", ctypes.c_uint64),
            ("system_time", ctypes.c_uint64),
            ("package_wakeups", ctypes.c_uint64),
            ("interrupt_wakeups", ctypes.c_uint64),
            ("page_ins", ctypes.c_uint64),
            ("wired", ctypes.c_uint64),
            ("resident", ctypes.c_uint64),
            ("footprint", ctypes.c_uint64),
            ("started", ctypes.c_uint64),
            ("exited", ctypes.c_uint64),
        )

    def limit_self() -> None:
        """A bound of the address space is taken by macOS and not kept; the look from outside stands alone."""

    def resident(process: int) -> int | None:
        """Bytes of memory a process holds; None where the system does not tell."""
        usage = _Usage()
        failed = ctypes.CDLL("/usr/lib/libproc.dylib").proc_pid_rusage(process, 0, ctypes.byref(usage))
        return None if failed else int(usage.resident)

else:

    def limit_self() -> None:
        """Bounds this process's address space, so that one huge allocation fails instead of being granted."""
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = _MOST_ADDRESSES if most == resource.RLIM_INFINITY else min(_MOST_ADDRESSES, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

    def resident(process: int) -> int | None:
        """Bytes of memory a process holds; None where the system does not tell."""
        import resource

        try:
            told = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
        except OSError:
            return None
        return int(told[_STATM_RESIDENT]) * resource.getpagesize()
