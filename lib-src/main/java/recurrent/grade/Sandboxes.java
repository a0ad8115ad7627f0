package recurrent.grade;

import recurrent.i18n.Language;

/** The levels of isolation by name. */
final class Sandboxes {
    private Sandboxes() {}

    /**
     * A level.
     *
     * @param name   "auto" for the best that works here, "process", "linux" or "container"
     * @param image  of a container with a JDK; null if there is none
     * @param limits of children
     * @return the sandbox
     * @throws IllegalArgumentException if it does not work here
     */
    static Sandbox of(String name, String image, Limits limits) {
        switch (name) {
            case "process":
                return new ProcessSandbox(limits);
            case "auto":
            case "linux":
                String missing = LinuxSandbox.missing();
                if (missing.isEmpty()) {
                    return new LinuxSandbox(limits);
                }
                if (name.equals("auto")) {
                    return new ProcessSandbox(limits);
                }
                throw new IllegalArgumentException(Language.pick(
                        "--isolation linux does not work here: " + missing,
                        "--isolation linux no funciona aquí: " + missing));
            case "container":
                if (image == null) {
                    throw new IllegalArgumentException(Language.pick(
                            "--isolation container needs --image, an image with a JDK such as eclipse-temurin:17",
                            "--isolation container necesita --image, una imagen con un JDK como eclipse-temurin:17"));
                }
                return new ContainerSandbox(limits, image);
            default:
                throw new IllegalArgumentException(
                        "--isolation: expected auto, process, linux or container, got \"" + name + "\"");
        }
    }
}
