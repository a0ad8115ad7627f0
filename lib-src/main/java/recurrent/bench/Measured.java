package recurrent.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run has measured.
 *
 * @param secondsPerUnit seconds for one unit of the work, above 0
 * @param details        facts about the run that show it did the same work: perplexity, parameters, versions
 */
public record Measured(double secondsPerUnit, Map<String, Object> details) {
    /** Checks the time. */
    public Measured {
        if (!(secondsPerUnit > 0) || !Double.isFinite(secondsPerUnit)) {
            throw new IllegalArgumentException("secondsPerUnit: expected a number above 0, got " + secondsPerUnit);
        }
    }

    /** The same with one more fact. */
    Measured with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put(name, value);
        return new Measured(secondsPerUnit, all);
    }
}
