#!/usr/bin/env python3
"""Writes deflate.json, from which GzipTests takes its files: what gzip and zlib make of some contents.

    python3 Tests/Oracles/deflate.py

Each case has the name of the contents, which the test makes again, and the packed bytes in hexadecimal.
"""

import gzip
import json
import pathlib
import subprocess
import zlib


def noise(count, mask):
    """Bytes of a linear congruential generator: with a small mask they can be packed, with 255 hardly."""
    state, result = 1, bytearray()
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        result.append(state >> 16 & mask)
    return bytes(result)


def member(contents, level, strategy=zlib.Z_DEFAULT_STRATEGY):
    """One gzip member without a name or time."""
    packer = zlib.compressobj(level, zlib.DEFLATED, 31, 9, strategy)
    return packer.compress(contents) + packer.flush()


CONTENTS = {
    "nothing": b"",
    "one byte": b"a",
    "a run": b"a" * 1000,
    "text": b"one neuron, two neurons, many neurons; " * 30,
    "noise": noise(700, 255),
    "few values": noise(3000, 3),
    # Copies from as far away as there are, 32 KiB.
    "far": noise(300, 255) + bytes(32_300) + noise(300, 255) + bytes(200) + noise(300, 255),
}

def with_all_fields(data):
    """The same member with all that a header may hold: an extra field, a name, a comment and a checksum of the header."""
    header = b"\x1f\x8b\x08\x1f" + data[4:10] + b"\x05\x00extra" + "café.csv".encode("latin-1") + b"\0why\0"
    return header + zlib.crc32(header).to_bytes(4, "little")[:2] + data[10:]


# The same files as in IDXTests.
IDX = {
    "images": bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 0, 204]),
    "labels": bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 2]),
}

cases = []
for name, contents in (CONTENTS | IDX).items():
    packed = {f"zlib {level}": member(contents, level) for level in (0, 1, 6, 9)}
    packed["zlib fixed codes"] = member(contents, 6, zlib.Z_FIXED)
    packed["zlib codes only"] = member(contents, 6, zlib.Z_HUFFMAN_ONLY)
    for level in (1, 6, 9):
        command = ["gzip", f"-{level}", "--no-name", "--stdout"]
        packed[f"gzip {level}"] = subprocess.run(command, input=contents, stdout=subprocess.PIPE, check=True).stdout
    packed["all header fields"] = with_all_fields(packed["zlib 6"])
    for maker, data in packed.items():
        if name == "far" and maker in ("zlib 0", "zlib fixed codes", "zlib codes only", "all header fields"):
            continue  # Long, and nothing new.
        assert gzip.decompress(data) == contents
        cases.append({"contents": name, "maker": maker, "packed": data.hex()})

path = pathlib.Path(__file__).with_name("deflate.json")
path.write_text("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]\n")
