package recurrent.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recurrent.i18n.Language;
import recurrent.release.Release;

/** {@code ./course release}: makes the exercise notebooks from their solutions. */
@Command(name = "release", description = "Make exercises/ again from solutions/.")
final class ReleaseCommand implements Callable<Integer> {
    @Option(names = "--check", description = "Write nothing; fail if exercises/ is not what solutions/ give.")
    private boolean check;

    @Override
    public Integer call() throws IOException {
        if (check) {
            List<String> problems = Release.check(Project.root());
            problems.forEach(System.err::println);
            return problems.isEmpty() ? 0 : 1;
        }
        Release.Result result = Release.run(Project.root());
        if (!result.problems().isEmpty()) {
            result.problems().forEach(System.err::println);
            throw new CommandFailure(Language.pick(
                    "nothing was written: " + result.problems().size() + " rules are broken",
                    "no se escribió nada: hay " + result.problems().size() + " reglas rotas"));
        }
        result.written().forEach(file -> System.out.println(Language.pick("written  ", "escrito  ") + file));
        result.removed().forEach(file -> System.out.println(Language.pick("removed  ", "borrado  ") + file));
        if (result.written().isEmpty() && result.removed().isEmpty()) {
            System.out.println(Language.pick("exercises/ is up to date", "exercises/ está al día"));
        }
        return 0;
    }
}
