"""A whole training in PyTorch, as a user of char-rnn starts one: a book as it is, its first 90 % to learn from and the
next 5 % to judge by, 50 strips read side by side and 50 one-hot characters at a time, two LSTM(128) with dropout 0.2
between them, the state carried on, Adam at rate 0.002, gradients clipped at 5. It ends with the epoch after which the
validation loss (nats for each character) is at most --target-loss, after --epochs, or with the first epoch that ends
later than --minutes. Each epoch is told on standard error."""
import sys

from measuring import Clock, begin, characters, strips, tell

options = begin(__doc__, text=True, target_loss=0.0, minutes=30.0, epochs=100_000, characters=0)

import torch
from torch import nn
from torch.nn.functional import one_hot

BATCH, STEPS, HIDDEN, LAYERS, DROPOUT, RATE, CLIP = 50, 50, 128, 2, 0.2, 0.002, 5


class CharModel(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.symbols = symbols
        self.recurrent = nn.LSTM(symbols, HIDDEN, LAYERS, batch_first=True, dropout=DROPOUT)
        self.output = nn.Linear(HIDDEN, symbols)

    def forward(self, ids, state):
        states, last = self.recurrent(one_hot(ids, self.symbols).float(), state)
        return self.output(states), last


def batches(ids):
    return [(torch.tensor(read), torch.tensor(wanted)) for read, wanted in strips(ids, BATCH, STEPS)]


def mean_loss(batches, adam=None):
    """One pass through a text from its beginning; learns if there is an optimiser."""
    model.train(adam is not None)
    state, total = None, 0.0
    for read, wanted in batches:
        scores, last = model(read, state)
        state = tuple(part.detach() for part in last)
        loss = loss_of(scores.flatten(0, 1), wanted.flatten())
        if adam is not None:
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            adam.step()
        total += loss.item()
    return total / len(batches)


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
ids, symbols = characters(options.text, options.characters)
training = batches(ids[:len(ids) * 90 // 100])
validation = batches(ids[len(ids) * 90 // 100:len(ids) * 95 // 100])
model = CharModel(symbols)
adam = torch.optim.Adam(model.parameters(), lr=RATE)
loss_of = nn.CrossEntropyLoss()

clock = Clock()
losses = []
while len(losses) < options.epochs:
    train_loss = mean_loss(training, adam)
    with torch.no_grad():
        losses.append(mean_loss(validation))
    clock.lap()
    print("epoch %d: training loss %.4f, validation loss %.4f, %.1f s" % (len(losses), train_loss, losses[-1],
                                                                       sum(clock.laps)), file=sys.stderr, flush=True)
    if losses[-1] <= options.target_loss or sum(clock.laps) > options.minutes * 60:
        break

tell("training", sum(clock.laps), clock, "torch " + torch.__version__, epochs=len(losses), symbols=symbols,
     params=sum(p.numel() for p in model.parameters()), train_loss=train_loss, val_loss=losses[-1],
     reached="yes" if losses[-1] <= options.target_loss else "no", val_losses=" ".join("%.4f" % loss for loss in losses),
     threads=options.threads)
