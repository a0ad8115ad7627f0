"""One training step of a character model in Keras: batch 64 of 100 characters, embedding 256, one or more layers of
LSTM or GRU with dropout between them, dense layer, cross-entropy, Adam."""
from measuring import Clock, begin, characters, tell

options = begin(__doc__, text=True, cell=("lstm", "gru"), units=256, layers=1, dropout=0.0, steps=20, skip=3)

import keras
import numpy
import tensorflow

BATCH, STEPS, EMBEDDING = 64, 100, 256

tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
keras.utils.set_random_seed(options.seed)
ids, symbols = characters(options.text)
pieces = numpy.array(ids[:len(ids) // (STEPS + 1) * (STEPS + 1)], dtype="int32").reshape(-1, STEPS + 1)
cell = keras.layers.LSTM if options.cell == "lstm" else keras.layers.GRU
model = keras.Sequential([keras.Input((STEPS,), dtype="int32"), keras.layers.Embedding(symbols, EMBEDDING)])
for layer in range(options.layers):
    if layer > 0 and options.dropout > 0:
        model.add(keras.layers.Dropout(options.dropout))
    model.add(cell(options.units, return_sequences=True))
model.add(keras.layers.Dense(symbols))
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))


class Steps(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.clock = Clock()
        self.loss = None

    def on_train_batch_end(self, batch, logs=None):
        self.clock.lap()
        self.loss = float(logs["loss"])


steps = Steps()
wanted = options.skip + options.steps
data = (tensorflow.data.Dataset.from_tensor_slices((pieces[:, :-1], pieces[:, 1:]))
        .shuffle(len(pieces), seed=options.seed).repeat().batch(BATCH).prefetch(2))
model.fit(data, steps_per_epoch=wanted, epochs=1, verbose=0, callbacks=[steps])

tell("step", steps.clock.median(options.skip), steps.clock,
     "tensorflow %s, keras %s" % (tensorflow.__version__, keras.__version__), cell=options.cell,
     hidden=options.units, layers=options.layers, dropout=options.dropout,
     params=model.count_params(), loss=steps.loss, threads=options.threads)
