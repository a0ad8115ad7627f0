package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;

@DisplayName("The start-up script")
class StartupTests {
    @Test
    @DisplayName("imports only what exists, so that no cell starts with an error")
    void imports() {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            for (String line : Startup.imports()) {
                shell.eval(line).forEach(event -> assertEquals(Snippet.Status.VALID, event.status(), line));
            }
        }
        assertTrue(
                Startup.script().strip().endsWith("recurrent.kernel.IJavaAdapter.install();"),
                "IJava's script installs the renderers");
    }
}
