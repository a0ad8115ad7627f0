"""The training of chapter 09 in MXNet, every step written out, gradients by autograd: 28 symbols, 32 hidden units, windows
of 32, batch 1024, 10,000 training and 5,000 validation windows each epoch, gradient descent at rate 1, global norm clipped
at 1. MXNet is the engine of the Perl notebook that this course began with; its development has ended.
"""
import math

from measuring import Clock, begin, letters, tell

options = begin(__doc__, text=True, epochs=100)

import numpy
import mxnet
from mxnet import autograd, gluon, np, npx

STEPS, BATCH, HIDDEN = 32, 1024, 32
TRAIN, VALIDATION = 10_000, 5_000

npx.set_np()
mxnet.random.seed(options.seed)
random = numpy.random.default_rng(options.seed)
ids, symbols = letters(options.text)
windows = numpy.lib.stride_tricks.sliding_window_view(numpy.array(ids, dtype="int32"), STEPS + 1)
training, validation = windows[:TRAIN], windows[TRAIN:TRAIN + VALIDATION]
Wxh, Whh, Whq = [np.random.normal(0, 0.01, size) for size in ((symbols, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, symbols))]
bh, bq = np.zeros(HIDDEN), np.zeros(symbols)
parameters = [Wxh, Whh, bh, Whq, bq]
for parameter in parameters:
    parameter.attach_grad()
cross_entropy = gluon.loss.SoftmaxCrossEntropyLoss()


def batches(windows, order):
    for first in range(0, len(order), BATCH):
        chosen = windows[order[first:first + BATCH]]
        yield np.array(chosen[:, :-1]), np.array(chosen[:, 1:])


def loss_of(inputs, targets):
    state = np.zeros((len(inputs), HIDDEN))
    scores = []
    for read in npx.one_hot(inputs.T, symbols):
        state = np.tanh(np.dot(read, Wxh) + np.dot(state, Whh) + bh)
        scores.append(np.dot(state, Whq) + bq)
    return cross_entropy(np.concatenate(scores), targets.T.reshape(-1)).mean()


def descend():
    norm = math.sqrt(sum(float((parameter.grad ** 2).sum()) for parameter in parameters))
    for parameter in parameters:
        parameter -= min(1.0, 1.0 / norm) * parameter.grad


clock = Clock()
for _ in range(options.epochs):
    train_loss = validation_loss = 0.0
    for inputs, targets in batches(training, random.permutation(TRAIN)):
        with autograd.record():
            loss = loss_of(inputs, targets)
        loss.backward()
        descend()
        train_loss += float(loss) * len(inputs) / TRAIN
    for inputs, targets in batches(validation, numpy.arange(VALIDATION)):
        validation_loss += float(loss_of(inputs, targets)) * len(inputs) / VALIDATION
    npx.waitall()
    clock.lap()

tell("epoch", clock.mean(), clock, "mxnet " + mxnet.__version__, train_ppl=math.exp(train_loss),
     val_ppl=math.exp(validation_loss), params=sum(parameter.size for parameter in parameters), threads=options.threads)
