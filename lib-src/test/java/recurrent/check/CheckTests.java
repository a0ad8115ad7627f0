package recurrent.check;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import recurrent.i18n.Language;

@Isolated("replaces System.out")
@DisplayName("A check survives every answer")
class CheckTests {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final ByteArrayOutputStream leaked = new ByteArrayOutputStream();
    private final Language language = Language.current();

    @BeforeEach
    void watch() {
        Language.use(Language.EN);
        PrintStream stream = new PrintStream(leaked, true);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void nothingLeaked() {
        String printed = leaked.toString();
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
        Language.use(language);
        assertEquals("", printed, "a check must print nothing itself");
    }

    private static Score check(Halving.Half answer) {
        return check(SHORT, answer);
    }

    private static Score check(Duration time, Halving.Half answer) {
        Score score = Check.run(Halving.class, answer, time);
        assertTrue(score.points() >= 0 && score.points() <= score.max(), score::text);
        assertEquals(3, score.max(), "the points to win do not depend on what ran");
        assertEquals(
                List.of("whole", "nothing", "fraction"),
                score.tests().stream().map(TestResult::name).toList());
        return score;
    }

    private static TestResult test(Score score, String name) {
        return score.tests().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("the right answer gets all points")
    void right() {
        Score score = check(x -> x / 2);
        assertAll(
                () -> assertEquals("3.0", score.toString()),
                () -> assertTrue(score.full()),
                () -> assertEquals(List.of(), score.lost()),
                () -> assertTrue(score.html().contains("aria-label=\"99.1 Half: 3 of 3 points\""), score::html));
    }

    @Test
    @DisplayName("partial credit; a test that needs another is not run before that one passes")
    void partial() {
        Score score = check(x -> x == 4 ? 5 : x / 2);
        assertAll(
                () -> assertEquals("0.5", score.toString()),
                () -> assertEquals(Status.FAIL, test(score, "whole").status()),
                () -> assertEquals(
                        "got 5.00000, expected 2.00000 (error 6.0e-01, allowed 1e-12)",
                        test(score, "whole").message()),
                () -> assertEquals(Status.NOT_RUN, test(score, "fraction").status()),
                () -> assertEquals(
                        "NOT RUN until “halves 4” passes",
                        test(score, "fraction").message()),
                () -> assertEquals("", test(score, "fraction").hint(), "one hint, where it helps"));
    }

    @Test
    @DisplayName("NaN and infinity never pass")
    void notFinite() {
        assertEquals(
                List.of("whole", "nothing", "fraction"), check(x -> Double.NaN).lost());
        Score score = check(x -> x == 0 ? 0 : 1 / 0.0);
        assertEquals(0.5, score.points(), 0);
        assertTrue(test(score, "whole").message().startsWith("got Infinity: an overflow"), score::text);
    }

    @Test
    @DisplayName("an untouched exercise gets 0 and one kind sentence")
    void untouched() {
        Score score = check(x -> {
            throw new UnsupportedOperationException("99.1: write me");
        });
        assertAll(
                () -> assertEquals("0.0", score.toString()),
                () -> assertTrue(score.text().contains("Exercise 99.1 is not written yet."), score::text),
                () -> assertFalse(score.html().contains("FAIL")),
                () -> assertFalse(score.html().contains("<table")));
    }

    @Test
    @DisplayName("other unsupported operations are failures, not stubs")
    void immutableList() {
        Score score = check(x -> List.of(x).remove(0));
        assertEquals(Status.FAIL, test(score, "whole").status());
        assertTrue(test(score, "whole").message().contains("UnsupportedOperationException"), score::text);
    }

    @Test
    @DisplayName("an endless loop costs its own test and asks for a new kernel")
    void endlessLoop() {
        Score score = check(x -> {
            while (x == 0) {
                Thread.onSpinWait();
                if (Thread.interrupted()) {
                    break; // keeps this test's machine quiet; the check has ended by then
                }
            }
            return x / 2;
        });
        assertAll(
                () -> assertEquals(2.5, score.points(), 0, score::text),
                () -> assertTrue(
                        test(score, "nothing").message().contains("no result after 400 ms: an endless loop?"),
                        score::text),
                () -> assertTrue(score.notice().contains("Restart the kernel"), score::text));
    }

    @Test
    @DisplayName("after a second endless loop the rest is not run: nobody waits half a minute for the same news")
    void twoEndlessLoops() {
        Score score = check(x -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            return 0;
        });
        assertEquals(
                List.of(Status.FAIL, Status.FAIL, Status.NOT_RUN),
                score.tests().stream().map(TestResult::status).toList());
    }

    @Test
    @DisplayName("an endless loop that prints is ended when it prints after its time")
    void endlessPrinting() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        check(x -> {
            threads.add(Thread.currentThread());
            while (true) {
                System.out.println("still here");
            }
        });
        for (Thread thread : threads) {
            thread.join(5_000);
            assertFalse(thread.isAlive(), "still running: " + thread);
        }
    }

    @Test
    @DisplayName("endless recursion is named, though its message is null")
    void recursion() {
        Score score = check(CheckTests::forever);
        assertTrue(test(score, "whole").message().startsWith("StackOverflowError: a method calls itself"), score::text);
        assertEquals(Status.FAIL, test(score, "nothing").status());
    }

    private static double forever(double x) {
        return 1 + forever(x);
    }

    @Test
    @DisplayName("running out of memory costs its own test only")
    void outOfMemory() {
        Score score = check(Duration.ofSeconds(20), x -> {
            if (x == 4) {
                long[][] all = new long[100][];
                for (int i = 0; i < all.length; i++) {
                    all[i] = new long[Integer.MAX_VALUE - 8];
                }
            }
            return x / 2;
        });
        assertTrue(test(score, "whole").message().startsWith("OutOfMemoryError: the memory ran out"), score::text);
        assertEquals(Status.PASS, test(score, "nothing").status(), score::text);
    }

    @Test
    @DisplayName("exceptions are named, also those without or with a broken message")
    void exceptions() {
        assertEquals(
                "the answer could not be used: NullPointerException",
                test(
                                check(x -> {
                                    throw new NullPointerException(null);
                                }),
                                "whole")
                        .message());
        assertTrue(test(
                        check(x -> {
                            throw new Rude();
                        }),
                        "whole")
                .message()
                .startsWith("the answer could not be used: "));
        assertTrue(test(
                                check(x -> {
                                    throw new IllegalStateException("x".repeat(100_000));
                                }),
                                "whole")
                        .message()
                        .length()
                < 500);
        assertTrue(test(
                        check(x -> {
                            throw new LinkageError("no such class");
                        }),
                        "whole")
                .message()
                .contains("LinkageError: no such class"));
    }

    private static final class Rude extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    @Test
    @DisplayName("what an answer prints is shown, cut, and harmless")
    void output() {
        Score score = check(x -> {
            System.err.println("<b>debug</b> " + x);
            for (int i = 0; i < 20_000; i++) {
                System.out.println("line " + i);
            }
            return x / 2;
        });
        assertAll(
                () -> assertEquals(3, score.points(), 0),
                () -> assertTrue(score.output().startsWith("<b>debug</b> 4.0"), score::output),
                () -> assertTrue(score.output().lines().count() <= 101, score::output),
                () -> assertTrue(score.html().contains("&lt;b&gt;debug&lt;/b&gt;"), score::html));
        Score wide = check(x -> {
            System.out.print("ñ".repeat(1_000_000));
            return x / 2;
        });
        assertTrue(wide.output().length() < 9_000);
    }

    @Test
    @DisplayName("an answer finds nothing to read, and cannot keep the streams it was given")
    void streams() {
        assertTrue(test(check(x -> new Scanner(System.in).nextDouble()), "whole")
                .message()
                .contains("NoSuchElementException"));
        PrintStream before = System.out;
        check(x -> {
            System.setOut(new PrintStream(new ByteArrayOutputStream()));
            return 0;
        });
        assertSame(before, System.out);
    }

    @Test
    @DisplayName("threads of an answer may fail without a word on standard error")
    void failingThread() {
        Score score = check(x -> {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("in another thread");
            });
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return x / 2;
        });
        assertEquals(3, score.points(), 0);
    }

    @Test
    @DisplayName("null is no answer; a class that is no exercise is our fault")
    void nothingToCheck() {
        Score none = Check.run(Halving.class, null, SHORT);
        assertAll(
                () -> assertEquals("0.0", none.toString()),
                () -> assertEquals(3, none.max()),
                () -> assertEquals("0.0", Check.run(String.class, "x").toString()),
                () -> assertEquals("0.0", Check.run(null, "x").toString()),
                () -> assertEquals("0.0", Check.run(Halving.class, "no Half").toString()),
                () -> assertTrue(Check.run(String.class, "x").text().contains("not your fault")));
    }

    @Test
    @DisplayName("in Spanish every word is Spanish")
    void spanish() {
        Language.use(Language.ES);
        Score score = check(x -> x == 4 ? 5 : x / 2);
        Language.use(Language.EN);
        assertAll(
                () -> assertTrue(
                        score.html().startsWith("<section lang=\"es\" aria-label=\"99.1 La mitad: 0.5 de 3 puntos\">"),
                        score::html),
                () -> assertTrue(score.html().contains("<strong>FALLA</strong>"), score::html),
                () -> assertTrue(score.html().contains("<strong>BIEN</strong>"), score::html),
                () -> assertTrue(score.html().contains("<strong>SIN EJECUTAR</strong>"), score::html),
                () -> assertTrue(score.text().contains("Pista: Divide por <2>."), score::text),
                () -> assertTrue(score.text().contains("salió 5.00000, se esperaba 2.00000"), score::text));
    }

    @Test
    @DisplayName("the report is a real table; everything in it is escaped")
    void report() {
        String html = check(x -> {
                    throw new IllegalStateException("<script>alert('x')</script> \u001b[31m\u0000 \ud800");
                })
                .html();
        assertAll(
                () -> assertTrue(html.contains("<th scope=\"col\""), html),
                () -> assertTrue(html.contains("<th scope=\"row\""), html),
                () -> assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)"), html),
                () -> assertTrue(html.contains("Hint: Divide by &lt;2&gt; &amp; &quot;stop&quot;."), html),
                () -> assertFalse(
                        html.contains("<script>")
                                || html.contains("\u001b")
                                || html.contains("\u0000")
                                || html.contains("\ud800"),
                        html),
                () -> assertFalse(html.contains("color"), "no meaning by colour alone"));
    }

    @Test
    @DisplayName("points that are no points become a finite number between 0 and the maximum")
    void finitePoints() {
        assertEquals("0.0", new Score("1", "", Double.NaN, 2, List.of(), "", "", Language.EN).toString());
        assertEquals("2.0", new Score("1", "", Double.POSITIVE_INFINITY, 2, List.of(), "", "", Language.EN).toString());
        assertEquals("0.0", new Score("1", "", -1, 2, List.of(), "", "", Language.EN).toString());
    }
}
