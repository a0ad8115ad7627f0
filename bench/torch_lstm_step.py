"""One training step of a character model in PyTorch: batch 64 of 100 characters, embedding 256, one or more layers
of LSTM or GRU with dropout between them, linear layer, cross-entropy, Adam."""
from measuring import Clock, begin, characters, tell

options = begin(__doc__, text=True, cell=("lstm", "gru"), units=256, layers=1, dropout=0.0, steps=20, skip=3)

import torch
from torch import nn

BATCH, STEPS, EMBEDDING = 64, 100, 256


class CharModel(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.table = nn.Embedding(symbols, EMBEDDING)
        cell = nn.LSTM if options.cell == "lstm" else nn.GRU
        self.recurrent = cell(EMBEDDING, options.units, options.layers, batch_first=True, dropout=options.dropout)
        self.output = nn.Linear(options.units, symbols)

    def forward(self, ids):
        return self.output(self.recurrent(self.table(ids))[0])


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
ids, symbols = characters(options.text)
pieces = torch.tensor(ids).unfold(0, STEPS + 1, STEPS + 1)
model = CharModel(symbols)
adam = torch.optim.Adam(model.parameters())
loss_of = nn.CrossEntropyLoss()

clock = Clock()
for _ in range(options.skip + options.steps):
    chosen = pieces[torch.randperm(len(pieces))[:BATCH]]
    loss = loss_of(model(chosen[:, :-1]).flatten(0, 1), chosen[:, 1:].flatten())
    adam.zero_grad()
    loss.backward()
    adam.step()
    loss.item()
    clock.lap()

tell("step", clock.median(options.skip), clock, "torch " + torch.__version__, cell=options.cell, hidden=options.units,
     layers=options.layers, dropout=options.dropout,
     params=sum(p.numel() for p in model.parameters()), loss=loss.item(), threads=options.threads)
