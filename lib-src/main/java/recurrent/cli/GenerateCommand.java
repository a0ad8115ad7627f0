package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.generate.Generator;
import recurrent.generate.Sampling;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.train.Checkpoint;

/** {@code ./course generate}: writes text with a saved model. */
@Command(
        name = "generate",
        description = "Write text with a model that ./course train --save has kept.",
        sortOptions = false,
        footer = {
            "",
            "With --json the last line of standard output is one object: prompt, text, temperature (0 for the "
                    + "most likely), top_k (null for all), seed.",
            "",
            "The text appears while it is written; Ctrl-C ends it.",
            "",
            "Example: ./course generate model.zip --prompt \"it has\" --temperature 0.7 --top-k 10"
        })
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file written by ./course train --save.")
    private Path file;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "How the text begins (like a new line). It is cleaned like the training text.")
    private String prompt;

    @Option(
            names = "--chars",
            paramLabel = "N",
            defaultValue = "200",
            description = "Characters to add (${DEFAULT-VALUE}).")
    private int chars;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            defaultValue = "0.7",
            description =
                    "Small is careful, large is wild; 0 takes the most likely character always (${DEFAULT-VALUE}).")
    private double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "Choose only among the K most likely characters (all).")
    private Integer topK;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, another text (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(temperature >= 0)) {
            throw new UsageException("--temperature: expected 0 or more, got " + temperature);
        }
        if (chars < 0) {
            throw new UsageException("--chars: expected 0 or more, got " + chars);
        }
        if (topK != null && topK < 1) {
            throw new UsageException("--top-k: expected 1 or more, got " + topK);
        }
        Checkpoint checkpoint = Checkpoint.load(file);
        Kept.requireCharacters(file, checkpoint);
        Generator generator = Generator.of(checkpoint);
        TextCodec codec = checkpoint.text();
        String start =
                prompt == null ? newLine(codec.vocabulary()) : codec.cleaning().apply(prompt);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("prompt", start);
            object.put(
                    "text", generator.write(start, chars, this::reshaped, seed).text());
            object.put("temperature", temperature);
            object.put("top_k", topK);
            object.put("seed", seed);
            out.println(new ObjectMapper().writeValueAsString(object));
        } else {
            generator.write(start, chars, this::reshaped, seed, piece -> {
                out.print(piece);
                out.flush();
            });
            out.println();
        }
        out.flush();
        return 0;
    }

    /** What stands before the first letter of a line: its end, or the space that cleaning has made of it. */
    private static String newLine(Vocabulary known) {
        return Stream.of("\n", " ")
                .filter(symbol -> known.indexOf(symbol) != 0)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--prompt: this model knows neither line ends nor spaces; say how the text begins"));
    }

    private double[] reshaped(double[] p) {
        double[] warm = temperature == 0 ? Sampling.topK(p, 1) : Sampling.power(p, 1 / temperature);
        return topK == null ? warm : Sampling.topK(warm, topK);
    }
}
