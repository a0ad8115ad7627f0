package recurrent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import recurrent.i18n.Language;

/**
 * A Python of the system that can make the course's environment.
 *
 * @param command how it is called
 * @param version such as 3.11.7
 */
record Python(List<String> command, String version) {
    private static final int MINOR = 11;
    private static final String PROBE = "import sys; print('%d.%d.%d' % sys.version_info[:3]); import venv, ensurepip";

    /**
     * The first one that is new enough and can make environments.
     *
     * @throws CommandFailure if there is none, with the reason that the best candidate gave
     */
    static Python find() {
        String old = null;
        String bare = null;
        for (List<String> command : candidates()) {
            List<String> probe = new ArrayList<>(command);
            probe.addAll(List.of("-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"));
            String version = Tool.output(probe);
            if (version == null || !version.matches("\\d+\\.\\d+\\.\\d+")) {
                continue;
            }
            if (!newEnough(version)) {
                old = old == null ? version : old;
                continue;
            }
            probe.set(probe.size() - 1, PROBE);
            if (Tool.output(probe) == null) {
                bare = bare == null ? version : bare;
                continue;
            }
            return new Python(command, version);
        }
        throw new CommandFailure(problem(bare, old));
    }

    static boolean newEnough(String version) {
        String[] parts = version.split("\\.");
        int major = Integer.parseInt(parts[0]);
        return major > 3 || major == 3 && Integer.parseInt(parts[1]) >= MINOR;
    }

    private static List<List<String>> candidates() {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of("python3"));
        IntStream.iterate(14, minor -> minor >= MINOR, minor -> minor - 1)
                .forEach(minor -> all.add(List.of("python3." + minor)));
        all.add(List.of("python"));
        if (Project.WINDOWS) {
            all.add(List.of("py", "-3"));
        }
        return all;
    }

    static String problem(String bare, String old) {
        String install = Language.pick(
                "(Debian: apt install python3 python3-venv, macOS: brew install python, or python.org)",
                "(Debian: apt install python3 python3-venv, macOS: brew install python, o python.org)");
        if (bare != null) {
            return Language.pick(
                    "Python " + bare + " has no venv module: install it (Debian: apt install python3-venv) and run "
                            + "the same command again",
                    "a Python " + bare
                            + " le falta el módulo venv: instálalo (Debian: apt install python3-venv) y repite la "
                            + "misma orden");
        }
        if (old != null) {
            return Language.pick(
                    "found Python " + old + ", but the notebooks need Python 3.11 or newer: install one " + install,
                    "hay Python " + old + ", pero los cuadernos necesitan Python 3.11 o posterior: instala uno "
                            + install);
        }
        return Language.pick(
                "no Python found (tried python3, python3.14 … python3.11, python): install Python 3.11 or newer "
                        + install,
                "no se encuentra Python (ni python3, ni python3.14 … python3.11, ni python): instala Python 3.11 o "
                        + "posterior " + install);
    }
}
