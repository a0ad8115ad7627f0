package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A small picture")
class PaletteTests {
    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Test
    @DisplayName("with few colours is the same, pixel by pixel, in fewer bytes")
    void few() throws IOException {
        BufferedImage picture = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(1);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 200; y++) {
                picture.setRGB(x, y, 0xFF000000 | random.nextInt(256) * 0x010301);
            }
        }
        byte[] before = png(picture);
        byte[] after = Palette.small(before);
        assertArrayEquals(pixels(picture), pixels(read(after)));
        assertTrue(after.length < before.length, after.length + " of " + before.length);
        assertArrayEquals(after, Palette.small(before), "the same again");
    }

    @Test
    @DisplayName("keeps the common colours and takes the nearest for the rare ones")
    void many() throws IOException {
        BufferedImage picture = new BufferedImage(256, 8, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 8; y++) {
                picture.setRGB(x, y, x << 16 | x << 8 | x);
            }
        }
        picture.setRGB(7, 3, 0x0707FF);
        picture.setRGB(9, 3, 0x0A0908);
        int[] after = pixels(read(Palette.small(png(picture))));
        assertEquals(0xFF090909, after[3 * 256 + 9]);
        assertEquals(0xFFC8C8C8, after[4 * 256 + 200]);
        assertTrue((after[3 * 256 + 7] & 0xFF) < 0xFF, "this blue is not among them");
    }

    @Test
    @DisplayName("is made of a picture")
    void none() {
        assertThrows(IOException.class, () -> Palette.small(new byte[] {1, 2, 3}));
    }
}
