"""What a process that meets what others wrote gives up: the network, most memory, its orphanhood.

Such are the workers of queries, before they open a store, and of conversions, before they open a
document. Linux offers two ways to leave the network without privileges; which of them a container
allows differs. Both must be taken while the process has one thread.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal

MEMORY = 1 << 30
"""Bytes of address space."""

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PDEATHSIG, _SECCOMP, _NO_NEW_PRIVS, _MODE_FILTER = 1, 22, 38, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # of classic BPF
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000
_IO_URING_SETUP = 425
"""The same number everywhere; a ring could open sockets too."""
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: its AUDIT_ARCH, and the number of the system call socket."""


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("then", ctypes.c_ubyte),
        ("otherwise", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def isolate(memory: int = MEMORY, *, reading: bool = False) -> bool:
    """Cap memory, write no core, end with the parent, leave the network; tell whether it is left.

    A process that goes on ``reading`` files tries the other way first: in a network of its own,
    root may not read what belongs to others.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "prctl"):
        return False
    libc.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    ways = (without_interfaces, without_sockets)
    return any(way(libc) for way in (reversed(ways) if reading else ways))


def without_interfaces(libc: ctypes.CDLL) -> bool:
    """Move to a network of its own, where there is no interface; tell whether that was allowed."""
    return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def without_sockets(libc: ctypes.CDLL) -> bool:
    """Let the system refuse every new socket (seccomp); tell whether that was allowed."""
    known = _SOCKET.get(os.uname().machine)
    if known is None:
        return False
    architecture, socket = known
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 3, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_EQUAL, 1, 0, socket),
        (_JUMP_IF_EQUAL, 0, 1, _IO_URING_SETUP),
        (_RETURN, 0, 0, _FAIL | errno.EACCES),
        (_RETURN, 0, 0, _ALLOW),
    )
    program = _Program(len(steps), (_Step * len(steps))(*(_Step(*step) for step in steps)))
    return bool(
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and libc.prctl(_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0
    )
