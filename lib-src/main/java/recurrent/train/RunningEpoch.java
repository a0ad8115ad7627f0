package recurrent.train;

/**
 * An epoch that is not over. Chapter 09.
 *
 * @param number       1, 2, …
 * @param batches      how many batches it has learned from so far
 * @param lossSum      the losses of those batches, each times its predictions
 * @param predictions  how many predictions it has trained on so far
 * @param gradientNorm the largest global norm of its gradients so far, before clipping
 * @param seconds      how long it has taken so far
 */
public record RunningEpoch(
        int number, int batches, double lossSum, long predictions, double gradientNorm, double seconds) {

    /** Checks the counts. */
    public RunningEpoch {
        Ranges.requireAtLeast("batches", 0, batches);
        Ranges.requireAtLeast("predictions", batches, predictions);
    }

    static RunningEpoch first(int number) {
        return new RunningEpoch(number, 0, 0, 0, 0, 0);
    }

    /** One batch more. */
    RunningEpoch plus(double loss, int asked, double norm, double secondsSoFar) {
        return new RunningEpoch(
                number,
                batches + 1,
                lossSum + loss * asked,
                predictions + asked,
                Math.max(gradientNorm, norm),
                secondsSoFar);
    }

    /** {@return the mean loss so far, as it was met; NaN before the first batch} */
    public double trainLoss() {
        return lossSum / predictions;
    }

    /** {@return how fast it learns: predictions per second} */
    public double predictionsPerSecond() {
        return predictions / seconds;
    }
}
