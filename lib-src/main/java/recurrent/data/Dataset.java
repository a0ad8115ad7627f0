package recurrent.data;

import java.net.URI;
import java.util.List;

/**
 * A text or table the course knows by name.
 *
 * @param name      what to ask for
 * @param file      the name of its file
 * @param title     what it is, in one line
 * @param licence   who may do what with it
 * @param source    where it comes from, for people
 * @param bytes     its size; 0 for a file of the course itself
 * @param sha256    its checksum in hexadecimal; empty for a file of the course itself, see {@code data/SHA256SUMS}
 * @param addresses where to fetch it, tried in this order; empty for a file of the course itself
 */
public record Dataset(
        String name,
        String file,
        String title,
        String licence,
        String source,
        long bytes,
        String sha256,
        List<URI> addresses) {

    /** Copies the list. */
    public Dataset {
        addresses = List.copyOf(addresses);
    }

    /** Whether it comes with the course and is never fetched. */
    public boolean ofTheCourse() {
        return addresses.isEmpty();
    }
}
