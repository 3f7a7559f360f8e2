"""The other sides of bin/bench: the same work in numpy, PyTorch and micrograd.

    python Benchmarks/peers.py numpy64|numpy32|torch64|torch32|micrograd [first-step]

Reads `CASE SECONDS` lines and answers each with the steps per second it reached, or `unknown`. The cases are those of
Sources/Bench/Cases.swift.
"""

import os
import random
import sys
import time

clock = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter


def rate(step, limit):
    """Steps per second, measured as Sources/Bench/main.swift measures them."""
    start = clock()
    batch = 1
    while clock() - start < limit / 10:
        for _ in range(batch):
            step()
        batch *= 2
    batch = max(1, batch // 8)
    start = clock()
    steps = 0
    while True:
        for _ in range(batch):
            step()
        steps += batch
        elapsed = clock() - start
        if elapsed >= limit:
            return steps / elapsed


def numpy_cases(bits):
    import numpy as np

    kind = np.float64 if bits == 64 else np.float32
    rng = np.random.default_rng(1)

    def batches():
        xs = [rng.random((100, 784)).astype(kind) for _ in range(10)]
        ts = [np.eye(10, dtype=kind)[rng.integers(0, 10, 100)] for _ in range(10)]
        return xs, ts

    def dense(inputs, outputs):
        limit = np.sqrt(6 / (inputs + outputs))
        return [rng.uniform(-limit, limit, (inputs, outputs)).astype(kind), np.zeros(outputs, kind)]

    def softmax_loss(z, t):
        shifted = z - z.max(axis=1, keepdims=True)
        e = np.exp(shifted)
        total = e.sum(axis=1, keepdims=True)
        loss = (t * (np.log(total) - shifted)).sum() / len(z)
        return loss, (e / total - t) / len(z)

    def training(sizes, drop, momentum, learning_rate):
        layers = [dense(a, b) for a, b in zip(sizes, sizes[1:])]
        velocities = [[np.zeros_like(w), np.zeros_like(b)] for w, b in layers]
        xs, ts = batches()
        turn = [0]

        def step():
            x, t = xs[turn[0]], ts[turn[0]]
            turn[0] = (turn[0] + 1) % 10
            inputs, masks = [x], []
            for index, (w, b) in enumerate(layers):
                z = inputs[-1] @ w + b
                if index == len(layers) - 1:
                    break
                a = np.maximum(z, 0)
                mask = (z > 0).astype(kind)
                if drop:
                    keep = (rng.random(z.shape, dtype=kind) >= drop).astype(kind) * kind(1 / (1 - drop))
                    a *= keep
                    mask *= keep
                inputs.append(a)
                masks.append(mask)
            _, g = softmax_loss(z, t)
            for index in range(len(layers) - 1, -1, -1):
                w, b = layers[index]
                dw, db = inputs[index].T @ g, g.sum(axis=0)
                if index:
                    g = (g @ w.T) * masks[index - 1]
                if momentum:
                    vw, vb = velocities[index]
                    vw *= momentum
                    vw += learning_rate * dw
                    vb *= momentum
                    vb += learning_rate * db
                    w -= vw
                    b -= vb
                else:
                    w -= learning_rate * dw
                    b -= learning_rate * db

        return step

    def xor():
        (w1, b1), (w2, b2) = dense(2, 4), dense(4, 1)
        x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], kind)
        t = np.array([[0], [1], [1], [0]], kind)

        def step():
            h = np.tanh(x @ w1 + b1)
            y = np.tanh(h @ w2 + b2)
            difference = y - t
            (difference * difference).mean()
            g = difference * kind(0.5) * (1 - y * y)
            dw2, db2 = h.T @ g, g.sum(axis=0)
            g = (g @ w2.T) * (1 - h * h)
            dw1, db1 = x.T @ g, g.sum(axis=0)
            update(w2, dw2, b2, db2)
            update(w1, dw1, b1, db1)

        def update(w, dw, b, db):
            w -= kind(0.1) * dw
            b -= kind(0.1) * db

        return step

    def inference():
        layers = [dense(784, 256), dense(256, 128), dense(128, 10)]
        xs, _ = batches()
        turn = [0]

        def step():
            x = xs[turn[0]]
            turn[0] = (turn[0] + 1) % 10
            for w, b in layers[:-1]:
                x = np.maximum(x @ w + b, 0)
            w, b = layers[-1]
            return x @ w + b

        return step

    def elementary(function):
        x = rng.uniform(-10, 10, (1000, 1000)).astype(kind)
        y = np.empty_like(x)
        return lambda: function(x, out=y)

    def product():
        a = rng.standard_normal((100, 784)).astype(kind)
        b = rng.standard_normal((784, 256)).astype(kind)
        c = np.empty((100, 256), kind)
        return lambda: np.matmul(a, b, out=c)

    return {
        "small": lambda: training([784, 50, 10], 0, 0, kind(0.1)),
        "large": lambda: training([784, 256, 128, 10], 0.5, kind(0.9), kind(0.01)),
        "xor": xor,
        "inference": inference,
        "exp": lambda: elementary(np.exp),
        "tanh": lambda: elementary(np.tanh),
        "product": product,
    }


def torch_cases(bits, threads):
    import torch

    torch.manual_seed(1)
    if threads:
        torch.set_num_threads(threads)
    torch.set_default_dtype(torch.float64 if bits == 64 else torch.float32)
    nn = torch.nn

    def training(net, optimizer, loss, batches):
        turn = [0]

        def step():
            x, t = batches[turn[0]]
            turn[0] = (turn[0] + 1) % len(batches)
            optimizer.zero_grad()
            loss(net(x), t).backward()
            optimizer.step()

        return step

    def batches():
        return [(torch.rand(100, 784), torch.randint(0, 10, (100,))) for _ in range(10)]

    def small():
        net = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 10))
        return training(net, torch.optim.SGD(net.parameters(), lr=0.1), nn.CrossEntropyLoss(), batches())

    def large():
        net = nn.Sequential(
            nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 128), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(128, 10))
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
        return training(net, optimizer, nn.CrossEntropyLoss(), batches())

    def xor():
        net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), nn.Tanh())
        x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
        t = torch.tensor([[0.0], [1], [1], [0]])
        return training(net, torch.optim.SGD(net.parameters(), lr=0.1), nn.MSELoss(), [(x, t)])

    def inference():
        net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)).eval()
        inputs = [x for x, _ in batches()]
        turn = [0]

        def step():
            with torch.inference_mode():
                net(inputs[turn[0]])
            turn[0] = (turn[0] + 1) % 10

        return step

    def elementary(function):
        x = torch.rand(1000, 1000) * 20 - 10
        y = torch.empty_like(x)
        return lambda: function(x, out=y)

    def product():
        a, b, c = torch.randn(100, 784), torch.randn(784, 256), torch.empty(100, 256)
        return lambda: torch.matmul(a, b, out=c)

    return {
        "small": small, "large": large, "xor": xor, "inference": inference, "exp": lambda: elementary(torch.exp),
        "tanh": lambda: elementary(torch.tanh), "product": product,
    }


def micrograd_cases():
    from micrograd.engine import Value

    random.seed(1)

    def xor():
        weights1 = [[Value(random.uniform(-1, 1)) for _ in range(2)] for _ in range(4)]
        biases1 = [Value(0) for _ in range(4)]
        weights2, bias2 = [Value(random.uniform(-1, 1)) for _ in range(4)], Value(0)
        parameters = [w for row in weights1 for w in row] + biases1 + weights2 + [bias2]
        data = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]

        def tanh(value):
            # micrograd 0.1 has no tanh; it has powers and division, and 2.718…ˣ of a Value is none of them.
            import math

            y = math.tanh(value.data)
            out = Value(y, (value,), "tanh")

            def backward():
                value.grad += (1 - y * y) * out.grad

            out._backward = backward
            return out

        def step():
            loss = Value(0)
            for x, t in data:
                hidden = [tanh(sum((w * v for w, v in zip(row, x)), b)) for row, b in zip(weights1, biases1)]
                y = tanh(sum((w * h for w, h in zip(weights2, hidden)), bias2))
                loss = loss + (y - t) ** 2 * 0.25
            for parameter in parameters:
                parameter.grad = 0
            loss.backward()
            for parameter in parameters:
                parameter.data -= 0.1 * parameter.grad

        return step

    return {"xor": xor}


def main():
    side = sys.argv[1]
    threads = 1 if "one" in sys.argv else None
    if side.startswith("numpy"):
        cases = numpy_cases(int(side[5:]))
    elif side.startswith("torch"):
        cases = torch_cases(int(side[5:]), threads)
    else:
        cases = micrograd_cases()
    if "first-step" in sys.argv:
        cases["small"]()()
        return
    prepared = {}
    for line in sys.stdin:
        name, limit = line.split()
        if name not in cases:
            print("unknown", flush=True)
            continue
        if name not in prepared:
            prepared[name] = cases[name]()
        print(rate(prepared[name], float(limit)), flush=True)


if __name__ == "__main__":
    main()
