package recurrent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.generate.Generator;
import recurrent.train.Checkpoint;

/** {@code ./course generate}: writes text with a saved model. */
@Command(
        name = "generate",
        description = "Write text with a model that ./course train --save has kept.",
        sortOptions = false,
        footer = {
            "",
            "With --json the last line of standard output is one object: prompt, text, temperature (0 for the "
                    + "most likely), seed.",
            "",
            "Example: ./course generate model.zip --prompt \"it has\" --temperature 0.7"
        })
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file written by ./course train --save.")
    private Path file;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            required = true,
            description = "How the text begins. It is cleaned like the training text.")
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
        Checkpoint checkpoint = Checkpoint.load(file);
        Kept.requireCharacters(file, checkpoint);
        Generator generator = Generator.of(checkpoint);
        String start = checkpoint.text().cleaning().apply(prompt);
        String text =
                temperature == 0 ? generator.predict(start, chars) : generator.sample(start, chars, temperature, seed);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("prompt", prompt);
            object.put("text", text);
            object.put("temperature", temperature);
            object.put("seed", seed);
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(object));
        } else {
            spec.commandLine().getOut().println(text);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
