package recurrent.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Linux namespaces by the system's own tools (util-linux): the child sees a system made of the JDK, the libraries and
 * its own temporary folder, has no network, no other processes and no privileges.
 */
final class LinuxSandbox implements Sandbox {
    private static final String USER = "65534";
    private static final String NATIVES = "/tmp/native";
    private static final int FOLDER_MEGABYTES = 256;
    private static final List<String> TOOLS = List.of("unshare", "setpriv", "prlimit", "mount", "chroot", "sh");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Limits limits;

    LinuxSandbox(Limits limits) {
        this.limits = limits;
    }

    /** What is missing for this level; empty if it works. */
    static String missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return "it needs Linux";
        }
        for (String tool : TOOLS) {
            if (find(tool) == null) {
                return tool + " is missing (Debian: apt install util-linux mount coreutils)";
            }
        }
        try {
            Path folder = Files.createTempDirectory("recurrent-child-");
            try {
                Process probe = new ProcessBuilder(new LinuxSandbox(Limits.defaults())
                                .command(List.of("/bin/sh", "-c", "exit 42"), List.of(), null, folder))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!probe.waitFor(20, TimeUnit.SECONDS)) {
                    probe.destroyForcibly();
                    return "namespaces do not answer";
                }
                return probe.exitValue() == 42
                        ? ""
                        : "this system allows no namespaces here (a container? then start it with the right to make some)";
            } finally {
                Child.delete(folder);
            }
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String find(String tool) {
        for (String folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return folder + "/" + tool;
            }
        }
        return null;
    }

    @Override
    public String level() {
        return "linux";
    }

    @Override
    public List<String> limits() {
        List<String> all = new ArrayList<>(new ProcessSandbox(limits).limits());
        all.add("no network");
        all.add(ROOT ? "user " + USER + ", no privileges" : "no privileges");
        all.add(limits.processMegabytes() + " MB of memory for each process");
        all.add("sees no other process; 512 processes and threads, 256 open files, no files above 64 MB");
        all.add("read-only system of the JDK and the libraries; temporary folder of " + FOLDER_MEGABYTES
                + " MB in memory");
        return all;
    }

    @Override
    public List<String> command(List<String> command, List<Path> reads, Path natives, Path folder) {
        List<String> line = new ArrayList<>(List.of(find("unshare")));
        if (!ROOT) {
            line.addAll(List.of("--user", "--map-root-user"));
        }
        line.addAll(List.of("--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "/bin/sh", "-c"));
        line.add(script(reads, natives, folder));
        line.add("child");
        line.addAll(command);
        return line;
    }

    /** Builds the child's system in its folder and goes there. The arguments of the script are the command. */
    private String script(List<Path> reads, Path natives, Path folder) {
        String root = quote(folder.toString());
        StringBuilder script = new StringBuilder("set -e\nmount -t tmpfs -o size=1m,mode=755 tmpfs " + root + "\n");
        // first, since what follows may lie in it
        script.append("mkdir ").append(root).append("/tmp\n");
        script.append("mount -t tmpfs -o nosuid,nodev,mode=1777,size=")
                .append(FOLDER_MEGABYTES)
                .append("m tmpfs ")
                .append(root)
                .append("/tmp\n");
        Set<Path> folders = new LinkedHashSet<>();
        for (String place : List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")) {
            Path path = Path.of(place);
            if (Files.isSymbolicLink(path)) {
                script.append("ln -s ")
                        .append(target(path))
                        .append(' ')
                        .append(root)
                        .append(place)
                        .append('\n');
            } else if (Files.isDirectory(path)) {
                folders.add(path);
            }
        }
        folders.add(Path.of(System.getProperty("java.home")));
        for (String place : List.of("/etc/alternatives", "/etc/ld.so.cache", "/etc/fonts", "/etc/ssl/certs")) {
            if (Files.exists(Path.of(place))) {
                folders.add(Path.of(place));
            }
        }
        try (Stream<Path> etc = Files.list(Path.of("/etc"))) { // Debian keeps the JDK's settings there
            etc.filter(p -> p.getFileName().toString().startsWith("java"))
                    .sorted()
                    .forEach(folders::add);
        } catch (IOException e) {
            // then there are none
        }
        folders.addAll(reads);
        List<Path> bound = new ArrayList<>();
        for (Path path : folders) {
            if (bound.stream().anyMatch(path::startsWith)) {
                continue;
            }
            bound.add(path);
            String inside = root + quote(path.toString());
            script.append(
                    Files.isDirectory(path)
                            ? "mkdir -p " + inside
                            : "mkdir -p " + root + quote(path.getParent().toString()) + " && : > " + inside);
            script.append(ROOT ? "\nmount --bind " : "\nmount --rbind ") // parts may not be taken from others' mounts
                    .append(quote(path.toString()))
                    .append(' ')
                    .append(inside)
                    .append("\nmount -o remount,bind,ro,nosuid ")
                    .append(inside)
                    .append('\n');
        }
        script.append("mkdir -p ").append(root).append("/dev ").append(root).append("/proc\n");
        for (String device : List.of("null", "zero", "random", "urandom")) {
            script.append(": > ")
                    .append(root)
                    .append("/dev/")
                    .append(device)
                    .append("\nmount --bind /dev/")
                    .append(device)
                    .append(' ')
                    .append(root)
                    .append("/dev/")
                    .append(device)
                    .append('\n');
        }
        natives(script, natives, root);
        script.append("mount -t proc -o nosuid,nodev,noexec proc ").append(root).append("/proc\n");
        script.append("mount -o remount,ro ").append(root).append('\n');
        script.append("exec ")
                .append(find("chroot"))
                .append(' ')
                .append(root)
                .append(" /bin/sh -c ")
                .append(quote("cd /tmp && exec " + find("prlimit")
                        + " --nproc=512 --nofile=256 --fsize=67108864 --core=0 --data="
                        + ((long) limits.processMegabytes() << 20) + " "
                        + find("setpriv") + (ROOT ? " --reuid " + USER + " --regid " + USER + " --clear-groups" : "")
                        + " --no-new-privs --bounding-set=-all --inh-caps=-all -- \"$@\""))
                .append(" child \"$@\"\n");
        return script.toString();
    }

    /** JavaCPP wants to be able to write to the folder, but writes nothing if all is there. */
    private static void natives(StringBuilder script, Path natives, String root) {
        script.append("mkdir -m 777 ").append(root).append(NATIVES).append('\n');
        if (natives == null) {
            return;
        }
        try (Stream<Path> all = Files.list(natives)) {
            all.filter(Files::isDirectory).sorted().forEach(jar -> {
                String inside = root + NATIVES + "/" + quote(jar.getFileName().toString());
                script.append("mkdir ")
                        .append(inside)
                        .append("\nmount --bind ")
                        .append(quote(jar.toString()))
                        .append(' ')
                        .append(inside)
                        .append("\nmount -o remount,bind,ro,nosuid ")
                        .append(inside)
                        .append('\n');
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return quote(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public List<String> javaOptions(Path natives, Path folder) {
        return List.of("-Djava.io.tmpdir=/tmp", "-Duser.home=/tmp", "-Dorg.bytedeco.javacpp.cachedir=" + NATIVES);
    }

    @Override
    public String sees(long grader) {
        return "0"; // its process is the first in its own world; --kill-child ends it with the grader
    }
}
