package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;

/** What {@code doctor} says of good and bad machines. */
class DiagnosisTests {
    private static final long GIB = 1L << 30;

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private static void problem(Diagnosis.Finding finding, String remedy) {
        assertEquals(Diagnosis.State.PROBLEM, finding.state());
        assertTrue(finding.remedy().contains(remedy), finding.toString());
    }

    @Test
    void everyFaultHasItsRemedy() {
        problem(Diagnosis.jdk(11, true, "11.0.2"), "install a JDK 17");
        problem(Diagnosis.jdk(21, false, "21"), "install a JDK 17");
        problem(Diagnosis.memory(2 * GIB), "about 3 GB");
        problem(Diagnosis.disk(GIB / 10), "free at least 1 GB");
    }

    @Test
    void aGoodMachineNeedsNoRemedy() {
        for (Diagnosis.Finding finding : new Diagnosis.Finding[] {
            Diagnosis.jdk(17, true, "17"), Diagnosis.memory(8 * GIB), Diagnosis.disk(50 * GIB)
        }) {
            assertEquals(Diagnosis.State.OK, finding.state());
            assertEquals("", finding.remedy());
        }
    }

    @Test
    void aCheckThatBreaksIsAproblemAndNotTheEnd() {
        Diagnosis.Finding finding = Diagnosis.examine(new Diagnosis.Check("x", () -> {
            throw new IOException("gone");
        }));
        assertEquals(Diagnosis.State.PROBLEM, finding.state());
        assertTrue(finding.what().contains("gone"));
        Diagnosis.Finding known = Diagnosis.examine(new Diagnosis.Check("x", () -> {
            throw new CommandFailure("install it");
        }));
        assertEquals("install it", known.remedy());
        Diagnosis.Finding link = Diagnosis.examine(new Diagnosis.Check("x", () -> {
            throw new UnsatisfiedLinkError("libopenblas");
        }));
        assertTrue(link.what().contains("libopenblas"), link.toString());
    }

    @Test
    void nd4jIsReallyLoadedHere() {
        Diagnosis.Check nd4j = Diagnosis.checks().stream()
                .filter(c -> c.name().equals("ND4J"))
                .findFirst()
                .orElseThrow();
        Diagnosis.Finding finding = Diagnosis.examine(nd4j);
        assertTrue(finding.what().contains("CpuBackend"), finding.toString());
        assertFalse(finding.state() == Diagnosis.State.OPTIONAL);
    }
}
