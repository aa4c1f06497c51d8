"""How long a stream packed as LZW is when unfolded, without unfolding it (ISO 32000-1, 7.4.4)."""

from __future__ import annotations

_CLEAR, _END, _FULL = 256, 257, 4096


def lzw_length(stream: bytes, most: int, *, early: bool = True) -> int:
    """Return how many bytes a stream unfolds to, up to its end, a damage, or beyond ``most``.

    ``early`` tells whether codes grow by a bit one code early, as they do where a file says
    nothing of it. The stream is that of the standard's own example:

    >>> lzw_length(bytes.fromhex("800B6050220C0C8501"), 100)
    10
    """
    lengths = [1] * _CLEAR + [0, 0]
    bits = held = before = total = 0
    width = 9
    for byte in stream:
        bits, held = bits << 8 | byte, held + 8
        if held < width:
            continue
        held -= width
        code, bits = bits >> held, bits & (1 << held) - 1
        if code == _CLEAR:
            del lengths[_END + 1 :]
            width, before = 9, 0
            continue
        known = len(lengths)
        if code == _END or code > known or (code == known and not before):
            break
        length = lengths[code] if code < known else before + 1
        if before and known < _FULL:
            lengths.append(before + 1)
            width = min(12, max(9, (known + 1 + early).bit_length()))
        before, total = length, total + length
        if total > most:
            break
    return total
