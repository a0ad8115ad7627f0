package recurrent.grade;

import java.nio.file.Path;
import java.util.List;

/** A process of its own, on every system: no more than Java itself can hold back. */
final class ProcessSandbox implements Sandbox {
    private final Limits limits;

    ProcessSandbox(Limits limits) {
        this.limits = limits;
    }

    @Override
    public String level() {
        return "process";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "separate Java process, replaced when it ends",
                limits.heapMegabytes() + " MB of objects, " + limits.nativeMegabytes() + " MB of arrays",
                "output cut at 8 kB a call",
                limits.test().toSeconds() + " s a test",
                "empty environment, temporary folder");
    }

    @Override
    public List<String> command(List<String> command, List<Path> reads, Path natives, Path folder) {
        return command;
    }
}
