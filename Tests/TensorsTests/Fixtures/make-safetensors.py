"""Makes kinds.safetensors and shapes.safetensors with the Python package safetensors.

Run with safetensors 0.8.0, NumPy 2.4.6 and PyTorch:  python make-safetensors.py
"""

import numpy as np
import torch
from safetensors.numpy import save_file as save_numpy
from safetensors.torch import save_file as save_torch

floats = [0.0, -0.0, 1.0, -2.5, 0.1, 65504.0, 6e-8, float("inf"), float("-inf"), float("nan")]
save_torch(
    {
        "f64": torch.tensor(floats, dtype=torch.float64).reshape(2, 5),
        "f32": torch.tensor(floats, dtype=torch.float32).reshape(2, 5),
        "f16": torch.tensor(floats, dtype=torch.float16).reshape(2, 5),
        "bf16": torch.tensor(floats, dtype=torch.bfloat16).reshape(2, 5),
        "i64": torch.tensor([-(2**63), -1, 2**63 - 1]),
        "i32": torch.tensor([-(2**31), 2**31 - 1], dtype=torch.int32),
        "i16": torch.tensor([-(2**15), 2**15 - 1], dtype=torch.int16),
        "i8": torch.tensor([-128, 127], dtype=torch.int8),
        "u8": torch.tensor([[0, 255], [7, 8]], dtype=torch.uint8),
        "bool": torch.tensor([True, False, True]),
    },
    "kinds.safetensors",
    metadata={"format": "pt", "quote": 'a "b" \\ \n ü 🙂'},
)
save_numpy(
    {
        "scalar": np.array(1.5, dtype=np.float32),
        "empty": np.zeros((0, 3), dtype=np.float64),
        "Gewichte/größer": np.arange(6, dtype=np.float32).reshape(1, 2, 3),
        "u16": np.array([2**16 - 1], dtype=np.uint16),
        "u32": np.array([2**32 - 1], dtype=np.uint32),
        "u64": np.array([1, 2**63 - 1], dtype=np.uint64),
        "u64 too large": np.array([2**63], dtype=np.uint64),
    },
    "shapes.safetensors",
)
