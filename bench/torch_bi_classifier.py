"""An epoch of a text classifier that reads both ways in PyTorch: 2,000 random sequences of 20 to 100 symbols out of
20,000, batches of 32 padded to their longest and packed, a frozen table of 100 numbers a symbol, bidirectional LSTM(64),
the mean over what is not padding, two scores; Adam."""
from measuring import Clock, begin, lengths, tell

options = begin(__doc__, epochs=5)

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

EXAMPLES, BATCH, SYMBOLS, WIDTH, HIDDEN, PADDING = 2_000, 32, 20_000, 100, 64, 0


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(SYMBOLS, WIDTH, padding_idx=PADDING)
        self.table.weight.requires_grad_(False)
        self.recurrent = nn.LSTM(WIDTH, HIDDEN, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * HIDDEN, 2)

    def forward(self, padded, lengths):
        packed = pack_padded_sequence(self.table(padded), lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)   # 0 where there is padding
        return self.output(states.sum(1) / lengths.unsqueeze(1))


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
texts = [torch.randint(PADDING + 1, SYMBOLS, (length,)) for length in lengths(EXAMPLES)]
batches = []
for chosen in torch.arange(EXAMPLES).split(BATCH):
    part = [texts[i] for i in chosen]
    batches.append((pad_sequence(part, batch_first=True, padding_value=PADDING),
                    torch.tensor([len(text) for text in part]), torch.randint(2, (len(part),))))
model = Classifier()
trained = [p for p in model.parameters() if p.requires_grad]
adam = torch.optim.Adam(trained)
loss_of = nn.CrossEntropyLoss()

clock = Clock()
for _ in range(options.epochs + 1):
    total = 0.0
    for i in torch.randperm(len(batches)):
        padded, sizes, answers = batches[i]
        loss = loss_of(model(padded, sizes), answers)
        adam.zero_grad()
        loss.backward()
        adam.step()
        total += loss.item() * len(answers)
    clock.lap()

tell("epoch", clock.median(skip=1), clock, "torch " + torch.__version__, symbols=sum(map(len, texts)),
     params=sum(p.numel() for p in trained), loss=total / EXAMPLES, threads=options.threads)
