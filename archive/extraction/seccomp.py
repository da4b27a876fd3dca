"""A system-call filter for the child: no process, no program, no socket, no signal to others, no other's memory.

Written against the kernel's interface (linux/seccomp.h, linux/filter.h) so that no package is
needed for sixty lines. The filter refuses what a parser never does and lets the rest pass: which calls
Python and its C libraries make differs between versions, so an allow-list would break on an update.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass
from typing import Final

_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_ERRNO: Final = 0x00050000
_KILL: Final = 0x80000000
_CLONE_THREAD: Final = 0x00010000
_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCH, _AT_FIRST_ARGUMENT = 0, 4, 16


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers of one processor architecture."""

    audit: int
    clone: int
    clone3: int
    tgkill: int
    refused: tuple[int, ...]


_ARCHITECTURES: Final = {
    "x86_64": _Calls(
        0xC000003E, 56, 435, 234,
        # socket socketpair fork vfork execve kill ptrace chroot mount umount2 swapon reboot
        # init_module tkill add_key request_key keyctl unshare perf_event_open
        # open_by_handle_at setns process_vm_readv process_vm_writev kcmp finit_module bpf execveat
        # userfaultfd pidfd_send_signal io_uring_setup pidfd_open pidfd_getfd
        (41, 53, 57, 58, 59, 62, 101, 161, 165, 166, 167, 169, 175, 200, 248, 249, 250, 272, 298,
         304, 308, 310, 311, 312, 313, 321, 322, 323, 424, 425, 434, 438),
    ),
    "aarch64": _Calls(
        0xC00000B7, 220, 435, 131,
        # the same calls; fork and vfork do not exist there
        (198, 199, 221, 129, 117, 51, 40, 39, 224, 142, 105, 130, 217, 218, 219, 97, 241,
         265, 268, 270, 271, 272, 273, 280, 281, 282, 424, 425, 434, 438),
    ),
}  # fmt: skip
_FIRST_X32_CALL: Final = 0x40000000


def available() -> bool:
    """Whether this system can filter calls and the processor's numbers are known here."""
    if sys.platform != "linux" or platform.machine() not in _ARCHITECTURES:
        return False
    # asked for without a filter, a kernel that has the feature complains of the address
    libc = ctypes.CDLL(None, use_errno=True)
    refused = libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, None, 0, 0) == -1
    return refused and ctypes.get_errno() == errno.EFAULT


def install() -> None:
    """Filter this thread's calls from now on and for ever.

    Raises:
        OSError: the kernel refuses.
    """
    program = _program(_ARCHITECTURES[platform.machine()])
    code = ctypes.create_string_buffer(program, len(program))
    count = len(program) // 8
    header = struct.pack("HxxxxxxP", count, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "seccomp")


def _step(code: int, k: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, k)


def _program(calls: _Calls) -> bytes:
    refuse = _step(_RET, _ERRNO | errno.EPERM)
    steps = [
        _step(_LD, _AT_ARCH),
        _step(_JEQ, calls.audit, 1, 0),
        _step(_RET, _KILL),
        _step(_LD, _AT_NUMBER),
        _step(_JGE, _FIRST_X32_CALL, 0, 1),
        refuse,
        _step(_JEQ, calls.clone3, 0, 1),
        _step(_RET, _ERRNO | errno.ENOSYS),  # makes the C library fall back to clone
        _step(_JEQ, calls.clone, 0, 4),
        _step(_LD, _AT_FIRST_ARGUMENT),
        _step(_JSET, _CLONE_THREAD, 1, 0),
        refuse,
        _step(_LD, _AT_NUMBER),
    ]
    steps += [  # itself alone, so that one that aborts ends with that word and not with another
        _step(_JEQ, calls.tgkill, 0, 4),
        _step(_LD, _AT_FIRST_ARGUMENT),
        _step(_JEQ, os.getpid(), 0, 1),
        _step(_RET, _ALLOW),
        refuse,
    ]
    for number in calls.refused:
        steps += [_step(_JEQ, number, 0, 1), refuse]
    steps.append(_step(_RET, _ALLOW))
    return b"".join(steps)
