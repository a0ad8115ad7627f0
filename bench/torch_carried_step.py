"""One training step of a character model in PyTorch, in the shape of char-rnn: 50 strips of the text side by side, 50
one-hot characters of each, LSTM(256) whose state goes on from batch to batch, linear layer, cross-entropy, Adam."""
from itertools import chain, repeat

from measuring import Clock, begin, characters, strips, tell

options = begin(__doc__, text=True, units=256, steps=20, skip=3)

import torch
from torch import nn
from torch.nn.functional import one_hot

BATCH, STEPS = 50, 50


class CharModel(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.symbols = symbols
        self.recurrent = nn.LSTM(symbols, options.units, batch_first=True)
        self.output = nn.Linear(options.units, symbols)

    def forward(self, ids, state):
        states, last = self.recurrent(one_hot(ids, self.symbols).float(), state)
        return self.output(states), last


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
ids, symbols = characters(options.text)
batches = [(torch.tensor(read), torch.tensor(wanted)) for read, wanted in strips(ids, BATCH, STEPS)]
model = CharModel(symbols)
adam = torch.optim.Adam(model.parameters())
loss_of = nn.CrossEntropyLoss()

clock = Clock()
state = None
for step, (read, wanted) in zip(range(options.skip + options.steps), chain.from_iterable(repeat(batches))):
    if step % len(batches) == 0:
        state = None                                     # the text begins again
    scores, last = model(read, state)
    state = tuple(part.detach() for part in last)
    loss = loss_of(scores.flatten(0, 1), wanted.flatten())
    adam.zero_grad()
    loss.backward()
    adam.step()
    loss.item()
    clock.lap()

tell("step", clock.median(options.skip), clock, "torch " + torch.__version__, hidden=options.units,
     params=sum(p.numel() for p in model.parameters()), loss=loss.item(), threads=options.threads)
