package recurrent.grade;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The instructor's secret, from which the numbers of hidden tests follow. */
final class Salt {
    private static final int MIN_BYTES = 16;

    private final byte[] secret;

    private Salt(byte[] secret) {
        this.secret = secret.clone();
    }

    /** No secret: everybody gets the numbers of the notebook. */
    static Salt none() {
        return new Salt(new byte[0]);
    }

    /**
     * Reads a secret.
     *
     * @param file with at least 16 bytes that nobody can guess
     * @return the secret
     * @throws IOException if it cannot be read or is too short
     */
    static Salt read(Path file) throws IOException {
        byte[] bytes =
                Files.readString(file, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < MIN_BYTES) {
            throw new IOException(file + ": expected at least " + MIN_BYTES + " characters that nobody can guess, got "
                    + bytes.length + "; for instance: openssl rand -hex 32 > " + file);
        }
        return new Salt(bytes);
    }

    boolean isNone() {
        return secret.length == 0;
    }

    /** A name of the secret that does not give it away; empty if there is none. */
    String id() {
        return isNone() ? "" : String.format("%016x", mac("id"));
    }

    /**
     * The variant of an exercise for a student.
     *
     * @param exercise such as "07.2"
     * @param student  name
     * @return 0 without a secret, else any other number
     */
    long variant(String exercise, String student) {
        if (isNone()) {
            return 0;
        }
        long variant = mac("variant\0" + exercise + "\0" + student);
        return variant == 0 ? 1 : variant;
    }

    private long mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
