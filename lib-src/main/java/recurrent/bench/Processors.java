package recurrent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How busy the machine is, and how much of it is our own doing. Linux tells both; elsewhere they are NaN.
 *
 * @param wall seconds of a clock
 * @param all  processor seconds that all programs have used since the machine started
 * @param own  processor seconds that this program and the programs it has run to their end have used
 */
record Processors(double wall, double all, double own) {
    private static final double TICK = 0.01; // /proc counts in hundredths of a second

    static Processors now() {
        double wall = System.nanoTime() / 1e9;
        try {
            return new Processors(
                    wall,
                    all(Files.readString(Path.of("/proc/stat"))),
                    own(Files.readString(Path.of("/proc/self/stat"))));
        } catch (IOException | RuntimeException e) {
            return new Processors(wall, Double.NaN, Double.NaN);
        }
    }

    /** The processors that other programs kept busy in between, on average. */
    double othersSince(Processors before) {
        double others = (all - before.all) - (own - before.own);
        return Math.max(0, others) / Math.max(wall - before.wall, 1e-9);
    }

    /** First line: user, nice, system, idle, iowait, irq, softirq, steal; idle and iowait are not work. */
    static double all(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().strip().split("\\s+");
        double ticks = 0;
        for (int i = 1; i <= 8; i++) {
            ticks += i == 4 || i == 5 ? 0 : Double.parseDouble(fields[i]);
        }
        return ticks * TICK;
    }

    /** After the name in brackets, which may have spaces: fields 14 to 17 are user and system, own and children's. */
    static double own(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Double.parseDouble(fields[i]);
        }
        return ticks * TICK;
    }
}
