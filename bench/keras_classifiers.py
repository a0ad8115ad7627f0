"""An epoch of a text classifier in Keras: 2,000 sequences of 100 symbols out of 20,000, a frozen table of 100 numbers a
symbol, one recurrent layer, one sigmoid; batch 128, Adam. The sequences are random: only the time is of interest."""
from measuring import Clock, begin, tell

options = begin(__doc__, layer=("lstm128", "gru32", "simplernn32"), epochs=5)

import keras
import numpy
import tensorflow

EXAMPLES, LENGTH, BATCH, SYMBOLS, WIDTH = 2_000, 100, 128, 20_000, 100
LAYERS = {
    "lstm128": lambda: keras.layers.LSTM(128),
    "gru32": lambda: keras.layers.GRU(32),
    "simplernn32": lambda: keras.layers.SimpleRNN(32),
}

tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
keras.utils.set_random_seed(options.seed)
random = numpy.random.default_rng(options.seed)
texts = random.integers(SYMBOLS, size=(EXAMPLES, LENGTH), dtype="int32")
answers = random.integers(2, size=(EXAMPLES, 1)).astype("float32")
recurrent = LAYERS[options.layer]()
model = keras.Sequential([
    keras.Input((LENGTH,), dtype="int32"),
    keras.layers.Embedding(SYMBOLS, WIDTH, trainable=False),
    recurrent,
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])


class Epochs(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.clock = Clock()

    def on_epoch_end(self, epoch, logs=None):
        self.clock.lap()


epochs = Epochs()
history = model.fit(texts, answers, batch_size=BATCH, epochs=options.epochs + 1, verbose=0, callbacks=[epochs])

tell("epoch", epochs.clock.median(skip=1), epochs.clock,
     "tensorflow %s, keras %s" % (tensorflow.__version__, keras.__version__), layer=options.layer,
     recurrent_params=recurrent.count_params(), loss=history.history["loss"][-1], threads=options.threads)
