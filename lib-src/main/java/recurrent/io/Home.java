package recurrent.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the course and what it downloads are kept. */
public final class Home {
    private Home() {}

    /**
     * The folder of the course: the one that holds {@code pom.xml} and {@code lib-src/}.
     *
     * <p>{@code ./course} and the kernel say it (system property {@code recurrent.home}, environment
     * {@code RECURRENT_HOME}); without them it is the nearest one above the current folder.
     *
     * @return an absolute path
     * @throws IllegalStateException if the current folder is not inside a course
     */
    public static Path root() {
        return find().orElseThrow(() -> new IllegalStateException("no course found in "
                + Path.of("").toAbsolutePath()
                + " or above it; start it with ./course, or set RECURRENT_HOME to its folder"));
    }

    /**
     * The folder of the course, for those that do without.
     *
     * @return as {@link #root}; empty if the current folder is not inside a course
     */
    public static Optional<Path> find() {
        String told = System.getProperty("recurrent.home", System.getenv("RECURRENT_HOME"));
        if (told != null && !told.isBlank()) {
            return Optional.of(Path.of(told).toAbsolutePath().normalize());
        }
        return above(Path.of("").toAbsolutePath());
    }

    static Optional<Path> above(Path here) {
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("lib-src"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /**
     * The folder for downloaded data: {@code RECURRENT_CACHE}, else {@code recurrent} in {@code XDG_CACHE_HOME}, else
     * {@code ~/.cache/recurrent}.
     *
     * @return an absolute path; it may not exist yet
     */
    public static Path cache() {
        String own = System.getenv("RECURRENT_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        Path base = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(home, ".cache");
        return base.resolve("recurrent").toAbsolutePath();
    }
}
