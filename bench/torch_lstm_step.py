"""One training step of a character LSTM in PyTorch: batch 64 of 100 characters, embedding 256, LSTM, linear layer,
cross-entropy, Adam."""
from measuring import Clock, begin, characters, tell

options = begin(__doc__, text=True, units=256, steps=20, skip=3)

import torch
from torch import nn

BATCH, STEPS, EMBEDDING = 64, 100, 256


class CharLstm(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.table = nn.Embedding(symbols, EMBEDDING)
        self.lstm = nn.LSTM(EMBEDDING, options.units, batch_first=True)
        self.output = nn.Linear(options.units, symbols)

    def forward(self, ids):
        return self.output(self.lstm(self.table(ids))[0])


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
ids, symbols = characters(options.text)
pieces = torch.tensor(ids).unfold(0, STEPS + 1, STEPS + 1)
model = CharLstm(symbols)
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

tell("step", clock.median(options.skip), clock, "torch " + torch.__version__, hidden=options.units,
     params=sum(p.numel() for p in model.parameters()), loss=loss.item(), threads=options.threads)
