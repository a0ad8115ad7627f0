package recurrent.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./course release}: makes the exercise notebooks from their solutions. */
@Command(name = "release", description = "Make exercises/ again from solutions/.")
final class ReleaseCommand implements Callable<Integer> {
    @Option(names = "--check", description = "Write nothing; fail if exercises/ is not what solutions/ give.")
    private boolean check;

    @Override
    public Integer call() {
        throw new CommandFailure("recurrent.release.Release is not there yet");
    }
}
