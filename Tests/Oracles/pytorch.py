"""Computes values and gradients with PyTorch in double precision, for OracleTests.swift to compare with.

Run it in an environment that has PyTorch (CPU is enough) and commit what it writes:

    python3 -m venv .venv && .venv/bin/pip install torch && .venv/bin/python Tests/Oracles/pytorch.py

Every tensor is stored with its shape; the inputs are stored too, so that both sides start from the same bits.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)
torch.set_num_threads(1)


def pack(tensor):
    tensor = tensor.detach()
    return {"shape": list(tensor.shape), "values": tensor.reshape(-1).tolist()}


def matrix(*shape):
    return torch.randn(*shape)


def activations():
    # Multiples of 0.37 miss every kink; the wide ones reach saturation.
    x = torch.cat([torch.arange(-12, 13) * 0.37, torch.tensor([-30.0, -9.0, 9.0, 30.0])]).reshape(1, -1)
    functions = {
        "identity": lambda x: x * 1,
        "sigmoid": torch.sigmoid,
        # F.hardsigmoid's slope is 1/6 in single precision, even for doubles.
        "hard sigmoid": lambda x: torch.clamp(x / 6 + 0.5, 0, 1),
        "tanh": torch.tanh,
        "relu": F.relu,
        "leaky relu": lambda x: F.leaky_relu(x, 0.01),
        "elu": lambda x: F.elu(x, 1.3),
        "selu": F.selu,
        "softplus": lambda x: F.softplus(x, threshold=1000),
        "silu": F.silu,
        "softsign": F.softsign,
        # F.gelu cancels on the left; erfc keeps the digits.
        "exact gelu": lambda x: x * torch.erfc(-x / math.sqrt(2)) / 2,
        # F.gelu(approximate="tanh") cancels to nothing on the left; (1 + tanh u)/2 = sigmoid(2u) keeps the digits.
        "gelu": lambda x: x * torch.sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)),
    }
    cases = {}
    for name, function in functions.items():
        point = x.clone().requires_grad_()
        y = function(point)
        y.sum().backward()
        # PyTorch's own slope of the sigmoid, y(1 - y), loses digits where y rounds towards 1; the product keeps them.
        slope = torch.sigmoid(x) * torch.sigmoid(-x) if name == "sigmoid" else point.grad
        cases[name] = {"y": pack(y), "slope": pack(slope)}
    return {"x": pack(x), "cases": cases}


def losses():
    scores, targets = matrix(4, 3), matrix(4, 3)
    probabilities = torch.sigmoid(matrix(4, 3))
    bits = torch.randint(0, 2, (4, 3)).double()
    labels = torch.tensor([2, 0, 1, 1])
    onehot = F.one_hot(labels, 3).double()
    signs = 2 * bits - 1
    distribution = torch.softmax(matrix(4, 3), dim=1)
    cases = {
        "sum squared error": (scores, targets, lambda y: 0.5 * F.mse_loss(y, targets, reduction="sum")),
        "mean squared error": (scores, targets, lambda y: F.mse_loss(y, targets)),
        "mean absolute error": (scores, targets, lambda y: F.l1_loss(y, targets)),
        "huber": (scores, targets, lambda y: F.huber_loss(y, targets, delta=0.8)),
        "hinge": (scores, signs, lambda y: torch.clamp(1 - signs * y, min=0).mean()),
        "squared hinge": (scores, signs, lambda y: (torch.clamp(1 - signs * y, min=0) ** 2).mean()),
        "binary cross-entropy": (probabilities, bits, lambda y: F.binary_cross_entropy(y, bits)),
        "binary cross-entropy from logits": (
            3 * scores, bits, lambda y: F.binary_cross_entropy_with_logits(y, bits)),
        "cross-entropy": (distribution, onehot, lambda y: F.nll_loss(torch.log(y), labels)),
        "softmax cross-entropy": (3 * scores, onehot, lambda y: F.cross_entropy(y, labels)),
        "class cross-entropy": (
            3 * scores, labels.double().reshape(-1, 1), lambda y: F.cross_entropy(y, labels)),
    }
    result = {}
    for name, (predictions, target, function) in cases.items():
        y = predictions.clone().requires_grad_()
        loss = function(y)
        loss.backward()
        result[name] = {
            "predictions": pack(predictions), "targets": pack(target),
            "value": pack(loss.reshape(1, 1)), "gradient": pack(y.grad)}
    return result


def layers():
    result = {}

    def case(name, x, parameters, function):
        x = x.clone().requires_grad_()
        parameters = {key: value.clone().requires_grad_() for key, value in parameters.items()}
        y = function(x, **parameters)
        g = matrix(*y.shape)
        (y * g).sum().backward()
        result[name] = {
            "x": pack(x), "y": pack(y), "outputGradient": pack(g), "inputGradient": pack(x.grad),
            "parameters": {key: pack(value) for key, value in parameters.items()},
            "gradients": {key: pack(value.grad) for key, value in parameters.items()}}

    case("dense", matrix(5, 3), {"weights": matrix(3, 2), "bias": matrix(1, 2)},
         lambda x, weights, bias: F.linear(x, weights.T, bias[0]))
    case("softmax", 2 * matrix(4, 5), {}, lambda x: torch.softmax(x, dim=1))
    case("log softmax", 2 * matrix(4, 5), {}, lambda x: torch.log_softmax(x, dim=1))
    case("prelu", matrix(4, 5), {"slope": torch.tensor([[0.25]])}, lambda x, slope: F.prelu(x, slope[0]))
    case("maxout", matrix(6, 3), {"weights": matrix(3, 8), "bias": matrix(1, 8)},
         lambda x, weights, bias: F.linear(x, weights.T, bias[0]).reshape(6, 2, 4).amax(dim=2))
    case("net", matrix(7, 4),
         {"w1": matrix(4, 6), "b1": matrix(1, 6), "w2": matrix(6, 5), "b2": matrix(1, 5), "w3": matrix(5, 3),
          "b3": matrix(1, 3)},
         lambda x, w1, b1, w2, b2, w3, b3: torch.log_softmax(
             F.elu(torch.tanh(x @ w1 + b1) @ w2 + b2) @ w3 + b3, dim=1))
    return result


def optimizers():
    makers = {
        "gradient descent": lambda p: torch.optim.SGD(p, lr=0.05),
        # PyTorch's dampening makes its buffer the average form; its first step alone skips the dampening, so the
        # buffer is set to zero before it.
        "momentum average": lambda p: torch.optim.SGD(p, lr=0.2, momentum=0.9, dampening=0.9),
        "momentum heavy ball": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.3),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.005, alpha=0.9),
        "adam": lambda p: torch.optim.Adam(p, lr=0.1),
        # Of a net's parameters, which are weights and biases in turn, only the weights decay.
        "adamw": lambda p: torch.optim.AdamW(
            [{"params": p[0::2]}, {"params": p[1::2], "weight_decay": 0}] if len(p) > 1 else p, lr=0.1,
            weight_decay=0.05),
    }

    def start_from_zero(name, optimizer, parameters):
        if name == "momentum average":
            for parameter in parameters:
                optimizer.state[parameter]["momentum_buffer"] = torch.zeros_like(parameter)

    curvature = torch.tensor([0.1, 2.0, 0.7])
    start = torch.tensor([-7.0, 2.0, 0.5])
    x, t = matrix(6, 2), torch.rand(6, 1)
    shapes = [(2, 3), (1, 3), (3, 1), (1, 1)]
    weights = [matrix(*shape) for shape in shapes]
    quadratic, net = {}, {}
    for name, make in makers.items():
        point = start.clone().requires_grad_()
        optimizer = make([point])
        start_from_zero(name, optimizer, [point])
        path = []
        for _ in range(50):
            optimizer.zero_grad()
            (0.5 * curvature * point * point).sum().backward()
            optimizer.step()
            path.append(point.detach().clone())
        quadratic[name] = pack(torch.stack(path))

        parameters = [weight.clone().requires_grad_() for weight in weights]
        optimizer = make(parameters)
        start_from_zero(name, optimizer, parameters)
        losses = []
        for _ in range(50):
            optimizer.zero_grad()
            w1, b1, w2, b2 = parameters
            loss = F.mse_loss(torch.sigmoid(torch.tanh(x @ w1 + b1) @ w2 + b2), t)
            losses.append(loss.item())
            loss.backward()
            optimizer.step()
        net[name] = {
            "losses": pack(torch.tensor(losses).reshape(1, -1)), "parameters": [pack(p) for p in parameters]}
    return {
        "curvature": curvature.tolist(), "start": start.tolist(), "quadratic": quadratic,
        "x": pack(x), "t": pack(t), "weights": [pack(w) for w in weights], "net": net}


oracle = {"activations": activations(), "losses": losses(), "layers": layers(), "optimizers": optimizers()}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(oracle, indent=1, sort_keys=True) + "\n")
