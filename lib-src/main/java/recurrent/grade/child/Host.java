package recurrent.grade.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import org.nd4j.linalg.factory.Nd4j;

import recurrent.grade.wire.Control;
import recurrent.grade.wire.Frames;
import recurrent.grade.wire.Functions;
import recurrent.grade.wire.Peer;
import recurrent.i18n.Language;
import recurrent.kernel.Startup;

/** The program that runs a student's code: it defines what the grader sends, and answers calls. */
public final class Host implements Control {
    private final Cells cells;
    private Peer peer;

    private Host(Cells cells) {
        this.cells = cells;
    }

    /**
     * Runs until the grader closes the connection.
     *
     * @param args language of messages, and the process to live as long as
     * @throws Exception if the program cannot begin
     */
    public static void main(String[] args) throws Exception {
        Printed printed = new Printed();
        Frames frames = new Frames(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                "messages",
                () -> Runtime.getRuntime().halt(0)); // the grader is gone: a loop must not go on without it
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        if (!args[1].equals("0")) {
            endWith(Long.parseLong(args[1]));
        }
        Language.use(Language.of(args[0]));
        Thread arrays = new Thread(() -> Nd4j.zeros(1, 1), "load ND4J");
        arrays.setDaemon(true);
        arrays.start();
        Host host = new Host(new Cells(System.getProperty("java.class.path"), imports()));
        arrays.join();
        printed.take();
        host.peer = new Peer(
                frames,
                new SecureRandom(),
                printed::take,
                failure -> new RuntimeException(failure.type() + ": " + failure.message()));
        if (host.peer.number(host, Control.class) != NUMBER) {
            throw new IllegalStateException("the first function has another number");
        }
        host.peer.serve();
        Runtime.getRuntime().halt(0);
    }

    private static void endWith(long grader) {
        ProcessHandle.of(grader).ifPresent(process -> process.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(0)));
    }

    /** The checks stay outside, with the tests. */
    static List<String> imports() {
        return Startup.imports().stream()
                .filter(line -> !line.startsWith("import recurrent.check."))
                .toList();
    }

    @Override
    public List<String> run(String what, List<?> arguments) {
        return switch (what) {
            case "load" -> load(arguments, false);
            case "declare" -> load(arguments, true);
            case "bind" -> bind(arguments);
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** Pairs of role and source; extra cells only give declarations, and only if something is missing without them. */
    private List<String> load(List<?> items, boolean declarationsOnly) {
        List<String> problems = new ArrayList<>();
        for (boolean extra : new boolean[] {false, true}) {
            if (extra && !cells.incomplete()) {
                break;
            }
            for (int i = 0; i + 1 < items.size(); i += 2) {
                String role = (String) items.get(i);
                if (role.equals("extra") == extra) {
                    boolean only = extra || declarationsOnly || role.equals("other");
                    String problem = cells.load((String) items.get(i + 1), only);
                    problems.add(i / 2 + " " + problem);
                }
            }
        }
        return problems;
    }

    /** Pairs of interface and expression; "number" for each function, or "! problem". */
    private List<String> bind(List<?> items) {
        List<String> results = new ArrayList<>();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            Class<?> type = Functions.named((String) items.get(i));
            List<String> problem = new ArrayList<>();
            Object function = cells.bind((String) items.get(i + 1), type.getCanonicalName(), problem);
            results.add(function == null ? "! " + problem.get(0) : String.valueOf(peer.number(function, type)));
        }
        return results;
    }
}
