package recurrent.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder of the course")
class HomeTests {
    @Test
    @DisplayName("is the nearest one above that holds pom.xml and lib-src")
    void above(@TempDir Path folder) throws IOException {
        Path course = folder.resolve("course");
        Path deep = Files.createDirectories(course.resolve("notebooks/en"));
        Files.createFile(course.resolve("pom.xml"));
        assertEquals(Optional.empty(), Home.above(deep));
        Files.createDirectories(course.resolve("lib-src"));
        assertEquals(Optional.of(course), Home.above(deep));
        assertEquals(Optional.of(course), Home.above(course));
        assertEquals(Optional.empty(), Home.above(folder));
    }

    @Test
    @DisplayName("is the one that was told, if one was")
    void told(@TempDir Path folder) {
        String before = System.getProperty("recurrent.home");
        System.setProperty("recurrent.home", folder.resolve("x/..").toString());
        try {
            assertEquals(folder.toAbsolutePath(), Home.root());
        } finally {
            if (before == null) {
                System.clearProperty("recurrent.home");
            } else {
                System.setProperty("recurrent.home", before);
            }
        }
        assertTrue(Files.isDirectory(Home.root().resolve("lib-src")));
    }
}
