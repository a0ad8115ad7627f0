"""One training step of an encoder-decoder with dot attention in PyTorch: 64 random pairs of 12 -> 12 symbols out of 200,
embeddings of 64, GRU(64) on both sides, teacher forcing, Adam. The decoder reads all its steps in one call and looks at
the encoder's outputs afterwards (Luong)."""
from measuring import Clock, begin, tell

options = begin(__doc__, units=64, steps=20, skip=3)

import torch
from torch import nn

BATCH, LENGTH, SYMBOLS, START, BATCHES = 64, 12, 200, 0, 10


class EncoderDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        width = options.units
        self.sources, self.targets = nn.Embedding(SYMBOLS, width), nn.Embedding(SYMBOLS, width)
        self.encoder = nn.GRU(width, width, batch_first=True)
        self.decoder = nn.GRU(width, width, batch_first=True)
        self.output = nn.Linear(2 * width, SYMBOLS)

    def forward(self, source, given):
        encoded, last = self.encoder(self.sources(source))
        said, _ = self.decoder(self.targets(given), last)
        weights = torch.bmm(said, encoded.transpose(1, 2)).softmax(2)
        return self.output(torch.cat([said, torch.bmm(weights, encoded)], 2))


torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
pairs = []
for _ in range(BATCHES):
    source, wanted = torch.randint(START + 1, SYMBOLS, (2, BATCH, LENGTH))
    given = torch.cat([torch.full((BATCH, 1), START), wanted[:, :-1]], 1)
    pairs.append((source, given, wanted))
model = EncoderDecoder()
adam = torch.optim.Adam(model.parameters())
loss_of = nn.CrossEntropyLoss()

clock = Clock()
for step in range(options.skip + options.steps):
    source, given, wanted = pairs[step % BATCHES]
    loss = loss_of(model(source, given).flatten(0, 1), wanted.flatten())
    adam.zero_grad()
    loss.backward()
    adam.step()
    loss.item()
    clock.lap()

tell("step", clock.median(options.skip), clock, "torch " + torch.__version__, hidden=options.units,
     params=sum(p.numel() for p in model.parameters()), loss=loss.item(), threads=options.threads)
