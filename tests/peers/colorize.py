"""What Colorize does, as one would write it in Python: Pillow decodes and encodes, scikit-image knows L*a*b*, PyTorch runs the networks.

A peer to measure against, not a part of the product. It reads the networks from a model set's ONNX files, so that both compute the same
layers, in float32 and with as many threads as PyTorch likes.

    python3 colorize.py MODELS PHOTO COUNT [RESULT]

prints the seconds that each of COUNT photographs took, after one that does not count; RESULT receives the last one.
"""

import io
import json
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from PIL import Image
from skimage import color

SIZE = 128


def pads(attributes):
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    if (top, left) != (bottom, right):
        raise ValueError("This peer knows even padding only.")
    return top, left


def conv(attributes, x, weight, bias=None):
    return F.conv2d(x, weight, bias, attributes.get("strides", 1), pads(attributes), groups=attributes.get("group", 1))


def conv_transpose(attributes, x, weight, bias=None):
    return F.conv_transpose2d(x, weight, bias, attributes.get("strides", 1), pads(attributes), groups=attributes.get("group", 1))


def resize(attributes, x, _roi=None, scales=None, sizes=None):
    if sizes is None:
        sizes = [int(length * scale) for length, scale in zip(x.shape, scales)]
    mode = attributes.get("mode", b"nearest").decode()
    if mode == "nearest":
        return F.interpolate(x, size=[int(length) for length in sizes[2:]], mode="nearest")
    return F.interpolate(x, size=[int(length) for length in sizes[2:]], mode="bilinear", align_corners=False)


def gemm(attributes, a, b, c=0):
    a = a.T if attributes.get("transA") else a
    b = b.T if attributes.get("transB") else b
    return attributes.get("alpha", 1) * (a @ b) + attributes.get("beta", 1) * c


def expand(_, x, shape):
    return x.expand(torch.broadcast_shapes(x.shape, torch.Size(shape.tolist())))


def slice_(_, x, starts, ends, axes, steps=None):
    steps = torch.ones_like(starts) if steps is None else steps
    for start, end, axis, step in zip(starts.tolist(), ends.tolist(), axes.tolist(), steps.tolist()):
        x = x[(slice(None),) * axis + (slice(start, end, step),)]
    return x


def unsqueeze(_, x, axes):
    for axis in sorted(axes.tolist()):
        x = x.unsqueeze(axis)
    return x


def reduce(of):
    def run(attributes, x, axes=None):
        axes = attributes.get("axes") if axes is None else axes.tolist()
        return of(x, axes, bool(attributes.get("keepdims", 1)))

    return run


class Quantised:
    """A value on its way to a DequantizeLinear: in float nothing happens to it."""

    def __init__(self, value):
        self.value = value


def dequantize(attributes, x, scale, zero=None):
    if isinstance(x, Quantised):
        return x.value
    shape = [1] * x.dim()
    if scale.dim() == 1:
        shape[attributes.get("axis", 1)] = -1
    zero = 0 if zero is None else zero.float().reshape(shape)
    return (x.float() - zero) * scale.reshape(shape)


OPERATORS = {
    "Add": lambda _, a, b: a + b,
    "Cast": lambda _, x: x.float(),
    "Clip": lambda _, x, low=None, high=None: torch.clamp(x, low, high),
    "Concat": lambda attributes, *x: torch.cat(x, attributes["axis"]),
    "Conv": conv,
    "ConvTranspose": conv_transpose,
    "DequantizeLinear": dequantize,
    "Div": lambda _, a, b: a / b,
    "Exp": lambda _, x: torch.exp(x),
    "Expand": expand,
    "Flatten": lambda attributes, x: torch.flatten(x, attributes.get("axis", 1)),
    "Gemm": gemm,
    "GlobalAveragePool": lambda _, x: x.mean((2, 3), keepdim=True),
    "Identity": lambda _, x: x,
    "Log": lambda _, x: torch.log(x),
    "MatMul": lambda _, a, b: a @ b,
    "MaxPool": lambda attributes, x: F.max_pool2d(x, attributes["kernel_shape"], attributes.get("strides", 1), pads(attributes)),
    "Mul": lambda _, a, b: a * b,
    "Pow": lambda _, a, b: a**b,
    "QuantizeLinear": lambda _, x, *scale: Quantised(x),
    "ReduceMax": reduce(torch.amax),
    "ReduceMean": reduce(torch.mean),
    "ReduceSum": reduce(torch.sum),
    "Relu": lambda _, x: torch.relu(x),
    "Reshape": lambda _, x, shape: x.reshape(shape.tolist()),
    "Resize": resize,
    "Sigmoid": lambda _, x: torch.sigmoid(x),
    "Slice": slice_,
    "Softmax": lambda attributes, x: torch.softmax(x, attributes.get("axis", -1)),
    "Sqrt": lambda _, x: torch.sqrt(x),
    "Sub": lambda _, a, b: a - b,
    "Sum": lambda _, *x: sum(x),
    "Transpose": lambda attributes, x: x.permute(*attributes["perm"]),
    "Unsqueeze": unsqueeze,
}


class Network:
    """An ONNX graph, run node by node. What depends on weights alone is computed once."""

    def __init__(self, file):
        graph = onnx.load(str(file)).graph
        self.constants = {"": None}
        for weight in graph.initializer:
            self.constants[weight.name] = torch.from_numpy(numpy_helper.to_array(weight).copy())
        self.inputs = [value.name for value in graph.input if value.name not in self.constants]
        self.output = graph.output[0].name
        self.nodes = []
        for node in graph.node:
            attributes = {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}
            step = (OPERATORS[node.op_type], attributes, list(node.input), node.output[0])
            if all(name in self.constants for name in node.input):
                self.constants[node.output[0]] = self.run(step, self.constants)
            else:
                self.nodes.append(step)

    @staticmethod
    def run(step, values):
        operator, attributes, inputs, _ = step
        return operator(attributes, *[values[name] for name in inputs])

    def __call__(self, **inputs):
        values = dict(self.constants, **{name: inputs[name] for name in self.inputs})
        for step in self.nodes:
            values[step[3]] = self.run(step, values)
        return values[self.output]


class Colorizer:
    def __init__(self, models):
        version = json.loads((models / "current.json").read_text())["version"]
        names = {path.stem for path in (models / version).glob("*.onnx")}
        self.classifier = Network(models / version / "alexnet.onnx") if "alexnet" in names else None
        best = next(name for name in ("unet", "ensemble", "resnet") if name in names)
        self.network = Network(models / version / f"{best}.onnx")

    def __call__(self, content):
        photograph = Image.open(io.BytesIO(content)).convert("RGB")
        lightness = color.rgb2lab(np.asarray(photograph))[..., 0]
        small = color.rgb2lab(np.asarray(photograph.resize((SIZE, SIZE), Image.Resampling.LANCZOS)))[..., 0]
        ab = self.predict(small)
        full = F.interpolate(ab, size=lightness.shape, mode="bilinear", align_corners=False)[0].permute(1, 2, 0).numpy()
        rgb = color.lab2rgb(np.dstack([lightness, full]))
        result = io.BytesIO()
        Image.fromarray((rgb * 255 + 0.5).astype(np.uint8)).save(result, "JPEG", quality=95, subsampling=0)
        return result.getvalue()

    @torch.inference_mode()
    def predict(self, small):
        l = torch.from_numpy((small / 100).astype(np.float32))[None, None]
        inputs = {"l": l, "vividness": torch.tensor([0.5])}
        if self.classifier is not None:
            inputs["class_probabilities"] = self.classifier(l=l)
        return self.network(**inputs) * 255 - 128


def main(models, photo, count, result=None):
    colorizer = Colorizer(Path(models))
    content = Path(photo).read_bytes()
    colored = colorizer(content)
    for _ in range(int(count)):
        started = time.perf_counter()
        colored = colorizer(content)
        print(f"{time.perf_counter() - started:.4f}", flush=True)
    if result is not None:
        Path(result).write_bytes(colored)


if __name__ == "__main__":
    main(*sys.argv[1:])
