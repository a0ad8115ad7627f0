"""The training of chapter 09 in PyTorch: 28 symbols, 32 hidden units, windows of 32, batch 1024, 10,000 training and
5,000 validation windows each epoch, gradient descent at rate 1, global norm clipped at 1.

--model scratch   every step written out, gradients by autograd
--model module    torch.nn.RNN and torch.nn.Linear
--loader dataset  torch's DataLoader, one window at a time, as a course would write it
--loader gather   one index operation for each batch
"""
from measuring import Clock, begin, letters, tell

options = begin(__doc__, text=True, model=("scratch", "module"), loader=("dataset", "gather"), epochs=100)

import torch
from torch import nn
from torch.nn.functional import cross_entropy, one_hot
from torch.utils.data import DataLoader, TensorDataset

STEPS, BATCH, HIDDEN = 32, 1024, 32
TRAIN, VALIDATION = 10_000, 5_000


class Scratch(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.symbols = symbols
        self.Wxh = nn.Parameter(0.01 * torch.randn(symbols, HIDDEN))
        self.Whh = nn.Parameter(0.01 * torch.randn(HIDDEN, HIDDEN))
        self.bh = nn.Parameter(torch.zeros(HIDDEN))
        self.Whq = nn.Parameter(0.01 * torch.randn(HIDDEN, symbols))
        self.bq = nn.Parameter(torch.zeros(symbols))

    def forward(self, ids):
        state = torch.zeros(ids.shape[0], HIDDEN)
        scores = []
        for read in one_hot(ids.T, self.symbols).float():
            state = torch.tanh(read @ self.Wxh + state @ self.Whh + self.bh)
            scores.append(state @ self.Whq + self.bq)
        return torch.stack(scores)                       # (T, n, V)


class Module(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.symbols = symbols
        self.rnn = nn.RNN(symbols, HIDDEN)
        self.output = nn.Linear(HIDDEN, symbols)

    def forward(self, ids):
        states, _ = self.rnn(one_hot(ids.T, self.symbols).float())
        return self.output(states)


def batches(windows, shuffle):
    inputs, targets = windows[:, :-1], windows[:, 1:]
    if options.loader == "dataset":
        yield from DataLoader(TensorDataset(inputs, targets), BATCH, shuffle=shuffle)
        return
    order = torch.randperm(len(windows)) if shuffle else torch.arange(len(windows))
    for chosen in order.split(BATCH):
        yield inputs[chosen], targets[chosen]


def mean_loss(model, windows, descend=None):
    """One pass over the windows; the loss of every prediction counts the same."""
    total = 0.0
    for inputs, targets in batches(windows, shuffle=descend is not None):
        loss = cross_entropy(model(inputs).flatten(0, 1), targets.T.flatten())
        if descend is not None:
            descend.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1)
            descend.step()
        total += loss.item() * len(inputs)
    return total / len(windows)


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
ids, symbols = letters(options.text)
windows = torch.tensor(ids).unfold(0, STEPS + 1, 1)
training = windows[:TRAIN].contiguous()
validation = windows[TRAIN:TRAIN + VALIDATION].contiguous()
model = Scratch(symbols) if options.model == "scratch" else Module(symbols)
descend = torch.optim.SGD(model.parameters(), lr=1)

clock = Clock()
for _ in range(options.epochs):
    train_loss = mean_loss(model, training, descend)
    with torch.no_grad():
        validation_loss = mean_loss(model, validation)
    clock.lap()

tell("epoch", clock.mean(), clock, "torch " + torch.__version__, model=options.model, loader=options.loader,
     train_ppl=2.718281828459045 ** train_loss, val_ppl=2.718281828459045 ** validation_loss,
     params=sum(p.numel() for p in model.parameters()), threads=options.threads)
