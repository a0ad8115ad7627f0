package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import recurrent.i18n.Language;

/** {@code ./course doctor}: looks at everything the course stands on. */
@Command(name = "doctor", description = "Check everything the course needs and say how to mend what is wrong.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int problems = 0;
        for (Diagnosis.Check check : Diagnosis.checks()) {
            Diagnosis.Finding finding = Diagnosis.examine(check);
            String word =
                    switch (finding.state()) {
                        case OK -> Language.pick("OK      ", "BIEN    ");
                        case OPTIONAL -> Language.pick("OPTIONAL", "OPCIONAL");
                        case PROBLEM -> Language.pick("PROBLEM ", "PROBLEMA");
                    };
            out.printf("%s  %-22s %s%n", word, check.name(), finding.what());
            if (!finding.remedy().isEmpty()) {
                out.printf("%10s%-22s -> %s%n", "", "", finding.remedy());
            }
            out.flush();
            problems += finding.state() == Diagnosis.State.PROBLEM ? 1 : 0;
        }
        if (problems > 0) {
            throw new CommandFailure(problems
                    + Language.pick(
                            " of the checks found a problem; the remedy stands below each",
                            " comprobaciones han hallado un problema; el remedio está debajo de cada una"));
        }
        out.println(
                Language.pick("All is well. Begin with:  ./course lab", "Todo está bien. Empieza con:  ./course lab"));
        out.flush();
        return 0;
    }
}
