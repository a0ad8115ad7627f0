"""An epoch of a text classifier that reads both ways in Keras: 2,000 random sequences of 20 to 100 symbols out of 20,000,
padded behind, masked by the table, a frozen table of 100 numbers a symbol, bidirectional LSTM(64), the mean over what is
not padding, two scores; batch 32, Adam."""
from measuring import Clock, begin, lengths, tell

options = begin(__doc__, epochs=5)

import keras
import numpy
import tensorflow

EXAMPLES, LONGEST, BATCH, SYMBOLS, WIDTH, HIDDEN = 2_000, 100, 32, 20_000, 100, 64

tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
keras.utils.set_random_seed(options.seed)
random = numpy.random.default_rng(options.seed)
texts = [random.integers(1, SYMBOLS, size=length) for length in lengths(EXAMPLES)]
padded = keras.utils.pad_sequences(texts, LONGEST, padding="post")
answers = random.integers(2, size=EXAMPLES)
model = keras.Sequential([
    keras.Input((LONGEST,), dtype="int32"),
    keras.layers.Embedding(SYMBOLS, WIDTH, mask_zero=True, trainable=False),
    keras.layers.Bidirectional(keras.layers.LSTM(HIDDEN, return_sequences=True)),
    keras.layers.GlobalAveragePooling1D(),
    keras.layers.Dense(2),
])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))


class Epochs(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.clock = Clock()

    def on_epoch_end(self, epoch, logs=None):
        self.clock.lap()


epochs = Epochs()
history = model.fit(padded, answers, batch_size=BATCH, epochs=options.epochs + 1, verbose=0, callbacks=[epochs])

tell("epoch", epochs.clock.median(skip=1), epochs.clock,
     "tensorflow %s, keras %s" % (tensorflow.__version__, keras.__version__), symbols=sum(map(len, texts)),
     params=sum(int(numpy.prod(w.shape)) for w in model.trainable_weights), loss=history.history["loss"][-1],
     threads=options.threads)
