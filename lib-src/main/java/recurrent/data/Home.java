package recurrent.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the course and what it downloads are kept. */
public final class Home {
    private Home() {}

    /**
     * The folder of the course: the one that holds {@code pom.xml} and {@code data/}.
     *
     * <p>{@code ./course} and the kernel say it (system property {@code recurrent.home}, environment
     * {@code RECURRENT_HOME}); without them it is the nearest one above the current folder.
     *
     * @return an absolute path
     * @throws IllegalStateException if the current folder is not inside a course
     */
    public static Path root() {
        String told = System.getProperty("recurrent.home", System.getenv("RECURRENT_HOME"));
        if (told != null && !told.isBlank()) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("lib-src"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no course found in " + here
                + " or above it; start it with ./course, or set RECURRENT_HOME to its folder");
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
