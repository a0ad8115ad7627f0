package recurrent.grade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A container of Docker for each child: no network, no privileges, nothing to write to but its temporary folder. */
final class ContainerSandbox implements Sandbox {
    private final Limits limits;
    private final String image;

    ContainerSandbox(Limits limits, String image) {
        this.limits = limits;
        this.image = image;
    }

    @Override
    public String level() {
        return "container";
    }

    @Override
    public List<String> limits() {
        List<String> all = new ArrayList<>(new ProcessSandbox(limits).limits());
        all.add("container of " + image + ": no network, user 65534, no privileges, 256 processes and threads");
        all.add("read-only system, temporary folder of 768 MB in memory, " + limits.processMegabytes() + " MB in all");
        return all;
    }

    @Override
    public List<String> command(List<String> command, List<Path> reads, Path natives, Path folder) {
        List<String> docker = new ArrayList<>(List.of(
                "docker",
                "run",
                "--rm",
                "-i",
                "--init",
                "--network",
                "none",
                "--memory",
                limits.processMegabytes() + "m",
                "--memory-swap",
                limits.processMegabytes() + "m",
                "--pids-limit",
                "256",
                "--cpus",
                "1",
                "--read-only",
                "--tmpfs",
                "/tmp:rw,exec,size=768m,mode=1777",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--user",
                "65534:65534",
                "--env",
                "OMP_NUM_THREADS=1",
                "--env",
                "OPENBLAS_NUM_THREADS=1"));
        for (Path path : reads) {
            docker.add("--volume");
            docker.add(path + ":" + path + ":ro");
        }
        docker.add(image);
        docker.add("java");
        docker.addAll(command.subList(1, command.size()));
        return docker;
    }

    @Override
    public List<String> javaOptions(Path natives, Path folder) {
        return List.of("-Djava.io.tmpdir=/tmp", "-Duser.home=/tmp");
    }

    @Override
    public String sees(long grader) {
        return "0";
    }
}
