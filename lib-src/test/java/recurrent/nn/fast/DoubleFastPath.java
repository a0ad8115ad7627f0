package recurrent.nn.fast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.SymbolLayer;

/**
 * The sources of the fast path with {@code double} in the place of {@code float} and exact functions in the place of the
 * approximations, compiled in memory: a gradient check in float would drown in rounding, and a second copy of the code
 * would not be the code that trains.
 */
final class DoubleFastPath {
    private static final Path SOURCES = Path.of("lib-src/main/java/recurrent/nn/fast");
    private static final String PACKAGE = "recurrent.nn.fast64";
    private static final String EXACT =
            """
            package recurrent.nn.fast64;
            final class Approximate {
                static double tanh(double x) { return Math.tanh(x); }
                static double sigmoid(double x) { return 1 / (1 + Math.exp(-x)); }
                static double exp(double x) { return Math.exp(x); }
            }
            """;
    private static ClassLoader loader;

    private DoubleFastPath() {}

    /** Its fast form of a layer in DOUBLE. */
    static RecurrentLayer layer(RecurrentLayer layer) {
        return (RecurrentLayer) invoke(load("FastLayer"), null, "of", layer);
    }

    /** Its fast form of a language model in DOUBLE. */
    static Object model(SymbolLayer input, RecurrentLayer layer, OutputLayer output) {
        return ((Optional<?>) invoke(load("FastLanguageModel"), null, "of", input, layer, output)).orElseThrow();
    }

    /** Calls the only public method of that name. */
    static Object call(Object object, String name, Object... arguments) {
        return invoke(object.getClass(), object, name, arguments);
    }

    private static Object invoke(Class<?> type, Object object, String name, Object... arguments) {
        try {
            return Stream.of(type.getMethods())
                    .filter(m -> m.getName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .invoke(object, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(name, e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(name, e);
        }
    }

    private static synchronized Class<?> load(String name) {
        try {
            if (loader == null) {
                loader = compile();
            }
            return loader.loadClass(PACKAGE + "." + name);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static String inDouble(String source) {
        return source.replaceAll("\\bfloat\\b", "double")
                .replace("Float", "Double")
                .replace("FLOAT", "DOUBLE")
                .replace("cblas_s", "cblas_d")
                .replaceAll("(\\d)f\\b", "$1d")
                .replace("package recurrent.nn.fast;", "package " + PACKAGE + ";");
    }

    private static ClassLoader compile() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(source("Approximate", EXACT));
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.filter(f -> !f.endsWith("Approximate.java") && !f.endsWith("package-info.java"))
                    .forEach(f -> {
                        try {
                            String name = f.getFileName().toString().replace(".java", "");
                            sources.add(source(name, inDouble(Files.readString(f))));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileManager inMemory =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(messages, inMemory, null, options, null, sources).call()) {
            throw new IllegalStateException("the double variant does not compile:\n" + messages);
        }
        return new ClassLoader(DoubleFastPath.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (!classes.containsKey(name)) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = classes.get(name).toByteArray();
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("memory:///" + PACKAGE.replace('.', '/') + "/" + name + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
