"""One character at a time in PyTorch: 28 symbols, 32 hidden units, without gradients, always the most likely one.
The weights are random: what is written means nothing and costs the same."""
from measuring import Clock, begin, tell

options = begin(__doc__, chars=2000, rounds=5, hidden=32)

import torch
from torch.nn.functional import one_hot

V, H = 28, options.hidden
torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
Wxh, Whh, Whq = torch.randn(V, H), torch.randn(H, H) / H ** 0.5, torch.randn(H, V)
bh, bq = torch.zeros(H), torch.zeros(V)

clock = Clock()
with torch.no_grad():
    for _ in range(options.rounds):
        state, symbol = torch.zeros(1, H), torch.tensor([1])
        for _ in range(options.chars):
            state = torch.tanh(one_hot(symbol, V).float() @ Wxh + state @ Whh + bh)
            symbol = (state @ Whq + bq).argmax(1)
        clock.lap()

tell("character", clock.median(skip=1) / options.chars, clock, "torch " + torch.__version__, chars=options.chars,
     threads=options.threads)
