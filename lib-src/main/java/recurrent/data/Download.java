package recurrent.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import recurrent.i18n.Language;
import recurrent.io.Sha256;

/**
 * Fetches one file whole or not at all.
 *
 * <p>What has come is kept beside its place as {@code .part}, and the next try asks the server for the rest only.
 * Nothing gets its final name before its size and SHA-256 are right; what has another checksum is kept as
 * {@code .corrupt}, to be looked at, and never used.
 */
final class Download {
    private static final int TRIES = 3;
    private static final int CONNECT_MILLIS = 15_000;
    private static final int READ_MILLIS = 30_000;

    private final Dataset dataset;
    private final Path target;
    private final Path part;
    private final PrintStream messages;

    Download(Dataset dataset, Path target, PrintStream messages) {
        this.dataset = dataset;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.messages = messages;
    }

    /** Fetches the file to its place; whoever else is fetching it is waited for. */
    void run() throws IOException {
        try {
            Files.createDirectories(target.getParent());
            Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
            synchronized (Download.class) { // a file lock keeps processes apart, not the threads of one
                try (FileChannel channel =
                        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // closing the channel gives it back
                    if (!Files.exists(target)) {
                        fetch();
                    }
                }
            }
        } catch (IOException e) {
            if (e.getMessage() != null
                    && (e.getMessage().contains("No space left")
                            || e.getMessage().contains("not enough space"))) {
                throw new IOException(
                        String.format(
                                Language.pick(
                                        "the disk of %s is full: free %d kB, or set RECURRENT_CACHE to a "
                                                + "folder on another disk",
                                        "el disco de %s está lleno: libera %d kB, o define RECURRENT_CACHE con una "
                                                + "carpeta de otro disco"),
                                target.getParent(),
                                dataset.bytes() / 1024 + 1),
                        e);
            }
            throw e;
        }
    }

    private void fetch() throws IOException {
        messages.printf(
                Language.pick("Fetching %s (%,d kB). %s%n", "Se trae %s (%,d kB). %s%n"),
                dataset.title(),
                (dataset.bytes() + 1023) / 1024,
                dataset.licence());
        IOException last = null;
        for (URI address : dataset.addresses()) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                long before = size();
                try {
                    transfer(address);
                    accept(address, before > 0);
                    return;
                } catch (WrongContentException e) {
                    if (!e.resumed) {
                        throw e;
                    }
                    last = e; // the beginning on disk belonged to another file: once more from the start
                } catch (IOException e) {
                    last = e;
                    if (size() == before) {
                        break; // nothing came: the next address
                    }
                }
            }
        }
        throw unreachable(last);
    }

    private long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void transfer(URI address) throws IOException {
        long have = size();
        if (have >= dataset.bytes()) { // complete or too long: judged by its checksum
            return;
        }
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        try {
            int status = connection.getResponseCode();
            boolean rest = status == HttpURLConnection.HTTP_PARTIAL
                    && String.valueOf(connection.getHeaderField("Content-Range"))
                            .startsWith("bytes " + have + "-");
            if (status != HttpURLConnection.HTTP_OK && !rest) {
                if (have > 0) { // the server refuses this rest: begin again at the next try
                    Files.delete(part);
                }
                throw new IOException(address + Language.pick(" answers ", " responde ") + status);
            }
            copy(connection, rest ? have : 0);
        } finally {
            connection.disconnect();
        }
    }

    private void copy(HttpURLConnection connection, long from) throws IOException {
        long expected = connection.getContentLengthLong();
        long done = from;
        int shown = -1;
        try (InputStream in = connection.getInputStream();
                OutputStream out = from > 0
                        ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                        : Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                int percent = (int) Math.min(100, 100 * done / Math.max(1, dataset.bytes()));
                if (percent / 10 > shown / 10 || shown < 0) {
                    shown = percent;
                    messages.printf("  %d %%%n", percent);
                }
                if (done > 2 * dataset.bytes() + (1 << 20)) {
                    break; // some endless page: its checksum will tell
                }
            }
        }
        if (expected >= 0 && done - from < expected) {
            throw new IOException(Language.pick("the connection was cut", "la conexión se cortó"));
        }
    }

    private void accept(URI address, boolean resumed) throws IOException {
        String came = Sha256.of(part);
        if (came.equals(dataset.sha256())) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        long bytes = Files.size(part);
        if (resumed) {
            Files.delete(part);
            throw new WrongContentException("", true);
        }
        Path aside = target.resolveSibling(target.getFileName() + ".corrupt");
        Files.move(part, aside, StandardCopyOption.REPLACE_EXISTING);
        throw new WrongContentException(
                String.format(
                        Language.pick(
                                "%s sent something else than %s: %d bytes with SHA-256 %s…, expected %d bytes with %s…; it is kept as %s and not used. "
                                        + "%s",
                                "%s envió algo que no es %s: %d bytes con SHA-256 %s…, se esperaban %d bytes con %s…; queda en %s y no se usa. "
                                        + "%s"),
                        address,
                        dataset.name(),
                        bytes,
                        came.substring(0, 12),
                        dataset.bytes(),
                        dataset.sha256().substring(0, 12),
                        aside,
                        byHand()),
                false);
    }

    private IOException unreachable(IOException last) {
        String reason = last == null
                ? ""
                : last.getMessage() == null
                        ? last.getClass().getSimpleName()
                        : last.getClass().getSimpleName().equals("UnknownHostException")
                                ? Language.pick(
                                                "no network, or the address is unknown: ",
                                                "sin red, o dirección desconocida: ")
                                        + last.getMessage()
                                : last.getMessage();
        return new IOException(
                Language.pick("cannot fetch ", "no se puede traer ") + dataset.name() + " (" + reason + "). "
                        + Language.pick(
                                "What has come is kept: run the same command again. ",
                                "Lo que llegó se guarda: repite la misma orden. ")
                        + byHand(),
                last);
    }

    private String byHand() {
        return Language.pick("By hand: fetch ", "A mano: trae ")
                + dataset.addresses().get(0)
                + Language.pick(" and put it in ", " y ponlo en ")
                + target;
    }

    /** What came has another checksum. */
    private static final class WrongContentException extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean resumed;

        WrongContentException(String message, boolean resumed) {
            super(message);
            this.resumed = resumed;
        }
    }
}
