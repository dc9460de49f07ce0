#!/usr/bin/env python3
"""Checks a receipt without a line of the ledger's own code: check_receipt.py RECEIPT VERIFIER_KEY

Needs Python 3.8 and the package `cryptography`. Follows the public texts alone: C2SP tlog-proof, tlog-checkpoint,
signed-note, RFC 6962 section 2.1.1 and 9162 section 2.1.3.2, and the leaf form in the README.
"""
import base64
import hashlib
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha256(data):
    return hashlib.sha256(data).digest()


def b64(text):
    return base64.b64decode(text, validate=True)


def canonical(value):
    # RFC 8785 for values without fractions.
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(v) for k, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    assert not isinstance(value, float), "fractions are not allowed"
    return json.dumps(value, ensure_ascii=False)


def root_from(leaf, index, size, path):
    # RFC 9162, 2.1.3.2.
    node, at, last = leaf, index, size - 1
    for sibling in path:
        assert last > 0, "path too long"
        if at & 1 or at == last:
            node = sha256(b"\x01" + sibling + node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + sibling)
        at, last = at >> 1, last >> 1
    assert last == 0, "path too short"
    return node


def check(text, verifier_key):
    head, body, signatures = text.split("\n\n")
    header, extra, index, *path = head.split("\n")
    assert header == "c2sp.org/tlog-proof@v1", "header"
    origin, size, root = body.split("\n")

    name, key_id, key = verifier_key.split("+", 2)
    key = b64(key)
    assert key[:1] == b"\x01" and sha256(name.encode() + b"\n" + key)[:4].hex() == key_id, "verifier key"
    assert origin == name, "origin"
    dash, signed_by, signature = signatures.rstrip("\n").split(" ")
    signature = b64(signature)
    assert (dash, signed_by, signature[:4].hex()) == ("\u2014", name, key_id), "key"
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], (body + "\n").encode())

    opening = json.loads(b64(extra[len("extra "):]))
    digest = sha256(bytes.fromhex(opening["salt"]) + canonical(opening["entry"]).encode()).hex()
    assert digest == opening["digest"], "digest"
    record = f"liaoyuan-entry/v1\n{opening['id']}\n{opening['at']}\n{digest}\n".encode()
    leaf = sha256(b"\x00" + record)
    index, size = int(index[len("index "):]), int(size)
    assert index < size and root_from(leaf, index, size, [b64(line) for line in path]) == b64(root), "path"
    return opening


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        print(json.dumps(check(file.read(), sys.argv[2]), ensure_ascii=False, indent=2))
